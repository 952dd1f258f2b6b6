import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { digestSources } from './digest-sources.ts'
import { LaunchError } from './launch-error.ts'
import { takeLock } from './lock-file.ts'
import { spawnChild } from './spawn-child.ts'
import { webFlags } from './web-flags.ts'
import type { WebPart } from './web-part.ts'

/** Next.js, built when there is no build of these very sources. `script` is that of the command line: `run-web` behind it serves. */
export function nextWeb(root: string, script: string): WebPart {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  return {
    prepare: ({ say, signal }) => ensureBuild(root, next, say, signal),
    args: [...webFlags, script, 'run-web'],
  }
}

/** What Next.js says of itself is of no use to whoever starts Pinwatch. */
export const nextEnvironment = { NEXT_TELEMETRY_DISABLED: '1' } as const

const stampOf = (root: string) => join(root, '.next', 'pinwatch-build')
/** The last file that a build writes. */
const buildIdOf = (root: string) => join(root, '.next', 'BUILD_ID')

async function ensureBuild(
  root: string,
  next: string,
  say: (sentence: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const digest = await digestSources(root)
  if (await isBuilt(root, digest)) return
  const lock = await waitForLock(join(root, 'node_modules', '.cache', 'pinwatch-build.lock'), say, signal)
  try {
    // whoever held the lock may have built it
    if (await isBuilt(root, digest)) return
    say(
      existsSync(stampOf(root)) ? 'Building the pages anew: their sources have changed.' : 'Building the pages, once.',
    )
    for (const file of [stampOf(root), buildIdOf(root)]) await rm(file, { force: true })
    await build(root, next, signal)
    await mkdir(join(root, '.next'), { recursive: true })
    await writeFile(stampOf(root), digest)
  } finally {
    lock.release()
  }
}

async function isBuilt(root: string, digest: string): Promise<boolean> {
  const stamp = await readFile(stampOf(root), 'utf8').catch(() => '')
  return stamp === digest && existsSync(buildIdOf(root))
}

async function waitForLock(path: string, say: (sentence: string) => void, signal: AbortSignal) {
  for (let told = false; ; told = true) {
    const outcome = takeLock(path)
    if (outcome.kind === 'taken') return outcome.lock
    if (!told) say(`Another start (process ${outcome.holder.pid}) is building the pages; waiting for it.`)
    await delay(300, undefined, { signal })
  }
}

const linesTold = 30

async function build(root: string, next: string, signal: AbortSignal): Promise<void> {
  const lines: string[] = []
  const child = spawnChild({
    root,
    args: [next, 'build'],
    env: { ...process.env, ...nextEnvironment, NODE_ENV: 'production' },
    onLine: (line) => lines.push(line),
  })
  const abort = () => child.kill()
  signal.addEventListener('abort', abort, { once: true })
  const how = await child.ended
  signal.removeEventListener('abort', abort)
  signal.throwIfAborted()
  if (how === 'code 0' && existsSync(buildIdOf(root))) return
  throw new LaunchError(
    `The pages could not be built (next build: ${how}). Run npm ci and try again; if that does not help, please report it:\n${lines.slice(-linesTold).join('\n')}`,
  )
}
