import { createInterface } from 'node:readline'
import { explainFailure } from './explain-failure.ts'
import { spawnGit } from './spawn-git.ts'

/** Runs git with lines on its standard input, and hands each line of the answer on as it comes. Rejects with `GitError` if git fails. */
export async function askGit(
  directory: string,
  command: readonly string[],
  input: readonly string[],
  onLine: (line: string) => void,
): Promise<void> {
  const child = spawnGit(directory, command)
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input.map((line) => `${line}\n`).join(''))
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
  // told below, when all lines are read
  ended.catch(() => {})
  for await (const line of createInterface({ input: child.stdout })) onLine(line)
  if ((await ended) !== 0) throw explainFailure(stderr, directory)
}
