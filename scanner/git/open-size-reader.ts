import { explainFailure, explainStart } from './explain-failure.ts'
import { missingBlob } from './missing-blob.ts'
import { spawnGit } from './spawn-git.ts'

/** Asks for sizes of objects now and then, over one `git cat-file --batch-check`. */
export interface SizeReader {
  /** In bytes. Rejects with `GitError` if it is not there, or git fails. */
  size(oid: string): Promise<number>
  /** Ends git; questions under way are rejected. */
  close(): void
}

interface Question {
  readonly oid: string
  readonly resolve: (bytes: number) => void
  readonly reject: (error: unknown) => void
}

export function openSizeReader(directory: string): SizeReader {
  const queue: Question[] = []
  const child = spawnGit(directory, ['cat-file', '--batch-check=%(objectsize)'], () => queue.length > 0)
  let stderr = ''
  let rest = ''
  let failure: unknown = null
  let unsent: string[] = []
  const send = () => {
    child.stdin.write(unsent.map((oid) => `${oid}\n`).join(''))
    unsent = []
  }
  const failAll = (error: unknown) => {
    failure ??= error
    for (const question of queue.splice(0)) question.reject(failure)
  }
  child.on('error', (cause: NodeJS.ErrnoException) => failAll(explainStart(cause)))
  child.stdin.on('error', () => {})
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  child.on('close', () => failAll(explainFailure(stderr, directory)))
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString('latin1')}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const question = queue.shift()
      if (/^\d+$/.test(line)) question?.resolve(Number(line))
      else question?.reject(missingBlob(directory, question.oid))
    }
  })
  return {
    size: (oid) =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure)
        queue.push({ oid, resolve, reject })
        if (unsent.push(oid) === 1) process.nextTick(send)
      }),
    close() {
      child.stdin.end()
      child.kill()
    },
  }
}
