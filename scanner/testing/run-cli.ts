import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { makeFolder } from './make-repository.ts'

export const launcher = fileURLToPath(new URL('../pinwatch.mjs', import.meta.url))

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  /** `PINWATCH_HOME`; a fresh folder unless given. */
  readonly home?: string
  /** On top of a bare environment; `undefined` leaves a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
}

/** The environment `runCli` starts the command line in. */
export function cliEnvironment({ home, env }: CliOptions): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: '/nonexistent', PINWATCH_HOME: home ?? makeFolder(), ...env }
}

/** Runs `node scanner/pinwatch.mjs …` to its end, as a user does. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [launcher, ...args], {
      cwd: options.cwd ?? '/',
      env: cliEnvironment(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    )
  })
}
