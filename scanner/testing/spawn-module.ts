import { spawn } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { afterAll } from 'vitest'
import { makeFolder } from './make-repository.ts'

const running = new Set<SpawnedModule>()
afterAll(() => {
  for (const module of running) module.kill('SIGKILL', 'group')
})

/** A process of its own, in a group of its own as a terminal gives each command one. */
export interface SpawnedModule {
  readonly pid: number
  /** The first line it prints. Rejects with what it said if it ends without one. */
  readonly firstLine: Promise<string>
  /** Resolves when it has ended. */
  readonly ended: Promise<void>
  /** Signals it alone, or also what it has started and not detached, as Ctrl-C does. */
  kill(signal: NodeJS.Signals, whom: 'process' | 'group'): void
}

/** Starts a TypeScript module as a process, for tests that kill it. `uid` is who to run it as, if we are root. */
export async function spawnModule(
  path: string,
  args: readonly string[],
  options: { readonly uid?: number } = {},
): Promise<SpawnedModule> {
  const outfile = await (bundles.get(path) ?? bundleModule(path))
  const child = spawn(process.execPath, [outfile, ...args], {
    ...options,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void ended.then(() => reject(new Error(`${basename(path)} ended: ${Buffer.concat(said).toString()}`)))
  })
  // a test that kills it does not wait for a line
  firstLine.catch(() => {})
  const module: SpawnedModule = {
    pid: child.pid ?? 0,
    firstLine,
    ended,
    kill(signal, whom) {
      if (child.pid !== undefined) process.kill(whom === 'group' ? -child.pid : child.pid, signal)
    },
  }
  running.add(module)
  void ended.then(() => running.delete(module))
  return module
}

const bundles = new Map<string, Promise<string>>()

/** Once a test file, however often it is started. */
function bundleModule(path: string): Promise<string> {
  const bundled = (async () => {
    const folder = makeFolder()
    chmodSync(folder, 0o755)
    const outfile = join(folder, `${basename(path, '.ts')}.mjs`)
    await build({
      entryPoints: [path],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['pg-native', 'pg-cloudflare'],
      banner: { js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);" },
    })
    return outfile
  })()
  bundles.set(path, bundled)
  return bundled
}
