import { explainFailure } from './explain-failure.ts'
import { spawnGit } from './spawn-git.ts'

/**
 * Runs git with `input` and hands on each piece of what it prints, as it comes: memory does not grow with the output. Pieces end with a
 * NUL, or as said.
 * Rejects with `GitError` if git fails, and with what `onPiece` throws.
 */
export function streamPieces(
  directory: string,
  command: readonly string[],
  input: string,
  onPiece: (piece: Buffer) => void,
  { end: terminator = 0 }: { readonly end?: number } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnGit(directory, command)
    let rest: Buffer = Buffer.alloc(0)
    let stderr = ''
    let failure: { readonly error: unknown } | null = null
    child.on('error', reject)
    // git that ends early says why on its standard error
    child.stdin.on('error', () => {})
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 10_000) stderr += chunk.toString()
    })
    child.stdout.on('data', (chunk: Buffer) => {
      if (failure !== null) return
      const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let from = 0
      try {
        for (let end = buffer.indexOf(terminator); end >= 0; end = buffer.indexOf(terminator, from)) {
          onPiece(buffer.subarray(from, end))
          from = end + 1
        }
      } catch (error) {
        failure = { error }
        child.kill()
      }
      rest = buffer.subarray(from)
    })
    child.on('close', (code) => {
      if (failure !== null) return reject(failure.error)
      if (code !== 0) return reject(explainFailure(stderr, `reading the history of ${directory}`))
      resolve()
    })
    child.stdin.end(input)
  })
}
