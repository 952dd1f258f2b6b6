import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { bundleCommandLine } from '../bundle.mjs'
import { makeFolder } from './make-repository.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Answers every request, once it has been told where, in place of Next.js. */
const web = `import { createServer } from 'node:http'
createServer((request, response) => response.end(JSON.stringify({ pid: process.pid, database: process.env.DATABASE_URL })))
  .listen(Number(process.env.PORT), process.env.HOST)
process.on('SIGTERM', () => process.exit(0))
`

let script: Promise<string> | null = null

/** The command line, bundled from the sources as they are, with a web server that needs no build. */
async function makeScript(): Promise<string> {
  const folder = makeFolder()
  const code = join(folder, 'code')
  await bundleCommandLine(code)
  writeFileSync(join(folder, 'web.mjs'), web)
  const file = join(folder, 'pinwatch.mjs')
  writeFileSync(
    file,
    `import { main } from ${JSON.stringify(join(code, 'cli.mjs'))}
const web = { prepare: async () => {}, args: [${JSON.stringify(join(folder, 'web.mjs'))}] }
await main({ root: ${JSON.stringify(root)}, web })
`,
  )
  return file
}

export interface StartedPinwatch {
  readonly pid: number
  readonly home: string
  /** Everything it has said. */
  said(): string
  /** Waits until it says this; rejects with all it said if it ends before. */
  hear(pattern: RegExp): Promise<RegExpExecArray>
  /** Sends a signal and resolves to the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
  readonly ended: Promise<number | null>
}

const started = new Set<ChildProcess>()
const homes = new Set<string>()
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  for (const home of homes) await endDatabase(home)
})

export interface StartOptions {
  readonly home?: string
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Before the command: where it runs. */
  readonly within?: readonly string[]
  /** Another command line than that of the sources with pages that need no build. */
  readonly script?: string
}

/** A home that the account of the database can reach; its server is ended when the test file is done. */
export function makeHome(): string {
  const folder = makeFolder()
  chmodSync(folder, 0o755)
  const home = join(folder, 'home')
  mkdirSync(home)
  homes.add(home)
  return home
}

/** Starts the command line as a user does. */
export async function startPinwatch(args: readonly string[], options: StartOptions = {}): Promise<StartedPinwatch> {
  if (options.script === undefined) script ??= makeScript()
  const home = options.home ?? makeHome()
  const [command = '', ...rest] = [
    ...(options.within ?? []),
    process.execPath,
    options.script ?? (await script) ?? '',
    ...args,
  ]
  const child = spawn(command, rest, {
    cwd: options.cwd ?? '/',
    env: { PATH: process.env.PATH, HOME: '/nonexistent', PINWATCH_HOME: home, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let said = ''
  const listeners = new Set<() => void>()
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      said += `${line}\n`
      for (const listener of listeners) listener()
    })
  }
  const ended = once(child, 'close').then(([code]) => {
    started.delete(child)
    return code as number | null
  })
  return {
    pid: child.pid ?? 0,
    home,
    said: () => said,
    hear(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(said)
          if (found === null) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        void ended.then((code) => reject(new Error(`ended with ${code} before it said ${pattern}:\n${said}`)))
      })
    },
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

/** The processes that a process has started and that live. */
export function childrenOf(pid: number): readonly { readonly pid: number; readonly command: string }[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const found = /^ *(\d+) +(\d+) (.*)$/.exec(line)
    return found !== null && Number(found[2]) === pid ? [{ pid: Number(found[1]), command: found[3] ?? '' }] : []
  })
}

/** Pid of the postmaster of a home; `null` if it has none. */
export function postmasterOf(home: string): number | null {
  try {
    return Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  } catch {
    return null
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

export async function untilDead(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(20)
}

/** What a start that was killed left running. */
export async function endDatabase(home: string): Promise<void> {
  const pid = postmasterOf(home)
  if (pid !== null && isAlive(pid)) {
    process.kill(pid, 'SIGINT')
    await untilDead(pid)
  }
  rmSync(home, { recursive: true, force: true })
  homes.delete(home)
}
