import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { loadavg } from 'node:os'
import { BenchError } from './bench-error.ts'
import { childrenMs } from './children-ms.ts'

export interface Run {
  /** What to call it when it fails. */
  readonly name: string
  readonly command: string
  readonly inputs: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** File for standard input; without it there is none. */
  readonly stdin?: string
  /** File for standard output; without it the output is thrown away by the system, at no cost. */
  readonly stdout?: string
  /** What it may mean if the process does not end well, as a sentence. */
  readonly hint?: string
  /** Ends the process. */
  readonly signal: AbortSignal
}

/** One measurement, and the one-minute load average of the machine when it began. */
export interface Sample {
  readonly value: number
  readonly load: number
}

/** Wall time of one process in milliseconds, and the processor time of it and all that it started; `null` where nobody tells. */
export interface TimedSample extends Sample {
  readonly processorMs: number | null
}

/**
 * Runs one process from start to end and takes its time. Input and output are files, so that this process does nothing
 * while it waits. Processor time is right only if no other process of the bench ends meanwhile.
 * Rejects with `BenchError` unless the process ends well.
 */
export async function runTimed(run: Run): Promise<TimedSample> {
  const stdin = run.stdin === undefined ? null : openSync(run.stdin, 'r')
  const stdout = run.stdout === undefined ? null : openSync(run.stdout, 'w')
  try {
    const load = loadavg()[0] ?? 0
    const computed = childrenMs()
    const started = performance.now()
    await ended(run, stdin, stdout)
    return { value: performance.now() - started, processorMs: since(computed), load }
  } finally {
    for (const file of [stdin, stdout]) if (file !== null) closeSync(file)
  }
}

/** What processes that ended since an earlier reading computed. */
export function since(computed: number | null): number | null {
  const now = childrenMs()
  return now === null || computed === null ? null : now - computed
}

function ended(run: Run, stdin: number | null, stdout: number | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const { name, command, inputs, cwd, env, hint, signal } = run
    const child = spawn(command, inputs, { cwd, env, signal, stdio: [stdin ?? 'ignore', stdout ?? 'ignore', 'pipe'] })
    let stderr = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-2000)
    })
    child.on('error', (cause) =>
      reject(new BenchError(signal.aborted ? 'stopped.' : `${name} could not be run: ${cause.message}`, { cause })),
    )
    child.on('close', (code, killer) => {
      if (code === 0) return resolve()
      const said = stderr.trim() === '' ? '' : `\n${stderr.trim()}`
      reject(new BenchError(`${name} ended with ${code ?? killer}.${hint === undefined ? '' : ` ${hint}`}${said}`))
    })
  })
}
