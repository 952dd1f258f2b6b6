import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

export interface ChildOptions {
  /** Folder of the project. */
  readonly root: string
  /** Of node: a script and what it is given. */
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void
  /** Told what it sends. */
  readonly onMessage?: (message: unknown) => void
}

export interface Child {
  readonly pid: number
  /** Resolves when it has ended and all it said was heard; to how it ended. */
  readonly ended: Promise<string>
  /** As JSON; a child that is gone does not hear it. */
  send(message: unknown): void
  /** Asks it to end, and makes it after a while; resolves when it has. */
  stop(graceMs: number): Promise<void>
  /** Ends it and all it started at once. */
  kill(): void
}

/**
 * Starts node on a script. It leads a group of its own: Ctrl-C in the terminal reaches the launcher alone, which ends its children in
 * order. It ends when we do, however we end.
 */
export function spawnChild({ root, args, env, onLine, onMessage }: ChildOptions): Child {
  const dieWithParent = pathToFileURL(join(root, 'scanner', 'jobs', 'launch', 'die-with-parent.mjs')).href
  const child = spawn(process.execPath, ['--import', dieWithParent, ...args], {
    cwd: root,
    env: { ...env, PINWATCH_LAUNCHER: String(process.pid) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  for (const stream of ['stdout', 'stderr'] as const) {
    const input = child[stream]
    if (input !== null) createInterface({ input }).on('line', (line) => onLine(line, stream))
  }
  if (onMessage !== undefined) child.on('message', onMessage)
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', () => sweepGroup(child))
    child.on('close', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  return {
    pid: child.pid ?? 0,
    ended,
    send(message) {
      if (child.connected) child.send(JSON.parse(JSON.stringify(message)), () => {})
    },
    async stop(graceMs) {
      child.kill('SIGTERM')
      const timer = setTimeout(() => sweepGroup(child), graceMs)
      await ended
      clearTimeout(timer)
    },
    kill: () => sweepGroup(child),
  }
}

/** Whatever the child started and left behind, as git, goes too. */
function sweepGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // nobody is left
  }
}
