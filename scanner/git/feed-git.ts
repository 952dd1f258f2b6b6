import { spawnGit } from './spawn-git.ts'

export interface FedGit {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
}

/** Runs one git command with `input` on its standard input, to its end. Rejects only if git cannot be started. */
export function feedGit(directory: string, command: readonly string[], input: Buffer | string): Promise<FedGit> {
  return new Promise((resolve, reject) => {
    const child = spawnGit(directory, command)
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    // git that ends early says why on its standard error
    child.stdin.on('error', () => {})
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    )
    child.stdin.end(input)
  })
}
