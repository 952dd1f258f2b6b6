import { findFreePort } from './serve-repository.ts'
import { childrenOf, postmasterOf, type StartedPinwatch, startPinwatch } from './start-pinwatch.ts'

/** `pinwatch start` on a free port. */
export async function start(
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  home?: string,
): Promise<StartedPinwatch> {
  const PORT = String(await findFreePort())
  return startPinwatch(['start', ...args], { env: { PORT, ...env }, ...(home === undefined ? {} : { home }) })
}

/** Says where its pages are. */
export const ready = /Pinwatch is at (http:\S+)\//

/** What the web server of the tests says of itself. */
export async function ask(url: string): Promise<{ pid: number; database: string }> {
  return (await fetch(url)).json() as Promise<{ pid: number; database: string }>
}

/** The process of a part of it. */
export function pidOf(pinwatch: StartedPinwatch, part: RegExp): number {
  const found = childrenOf(pinwatch.pid).find(({ command }) => part.test(command))
  if (found === undefined) throw new Error(`no ${part}:\n${pinwatch.said()}`)
  return found.pid
}
export const worker = / worker$/
const web = /web\.mjs$/

/** A start whose three parts are known. */
export async function startAll(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const pinwatch = await start(args, env)
  const url = (await pinwatch.hear(ready))[1] ?? ''
  const pids = {
    worker: pidOf(pinwatch, worker),
    web: pidOf(pinwatch, web),
    postmaster: postmasterOf(pinwatch.home) ?? 0,
  }
  return { pinwatch, url, pids, all: [pinwatch.pid, ...Object.values(pids)] }
}
