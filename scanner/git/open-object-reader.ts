import { explainFailure, explainStart } from './explain-failure.ts'
import { GitError } from './git-error.ts'
import { openSizeReader, type SizeReader } from './open-size-reader.ts'
import { spawnGit } from './spawn-git.ts'

export interface GitObject {
  readonly oid: string
  readonly type: string
  readonly content: Buffer
}

/** Reads objects by any name git understands, over one `git cat-file --batch`. */
export interface ObjectReader {
  /** `null` if the name resolves to nothing. Rejects with `GitError` if git fails. */
  read(name: string): Promise<GitObject | null>
  /** Bytes of an object, without reading it. Rejects with `GitError` if it is not there, or git fails. */
  size(oid: string): Promise<number>
  /** Ends git; reads under way are rejected. */
  close(): void
}

interface Request {
  readonly name: string
  readonly resolve: (object: GitObject | null) => void
  readonly reject: (error: unknown) => void
}

export function openObjectReader(directory: string): ObjectReader {
  let sizes: SizeReader | null = null
  const queue: Request[] = []
  const child = spawnGit(directory, ['cat-file', '--batch'], () => queue.length > 0)
  let stderr = ''
  let buffered: Buffer = Buffer.alloc(0)
  let failure: unknown = null

  /** Names asked for in one turn go to git at once: writing costs more than reading a small object does. */
  let unsent: string[] = []
  const send = () => {
    child.stdin.write(unsent.map((name) => `${name}\n`).join(''))
    unsent = []
  }

  const failAll = (error: unknown) => {
    failure ??= error
    for (const request of queue.splice(0)) request.reject(failure)
  }
  child.on('error', (cause: NodeJS.ErrnoException) => failAll(explainStart(cause)))
  child.stdin.on('error', () => {})
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  child.on('close', () => failAll(explainFailure(stderr, `reading ${queue[0]?.name ?? 'objects'} in ${directory}`)))

  child.stdout.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk])
    let at = 0
    for (;;) {
      const request = queue[0]
      if (request === undefined) break
      const lineEnd = buffered.indexOf(10, at)
      if (lineEnd < 0) break
      const header = buffered.toString('utf8', at, lineEnd)
      const found = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(header)
      if (found === null) {
        queue.shift()
        at = lineEnd + 1
        if (header.endsWith(' missing')) request.resolve(null)
        else if (header.endsWith(' ambiguous')) {
          request.reject(
            new GitError('unknown-revision', `${request.name}: several objects begin like this. Write more digits.`),
          )
        } else request.reject(new GitError('git-failed', `${request.name}: git answered "${header}".`))
        continue
      }
      const [, oid = '', type = '', size = ''] = found
      const contentEnd = lineEnd + 1 + Number(size)
      if (buffered.length <= contentEnd) break
      queue.shift()
      request.resolve({ oid, type, content: Buffer.from(buffered.subarray(lineEnd + 1, contentEnd)) })
      at = contentEnd + 1
    }
    buffered = buffered.subarray(at)
  })

  return {
    read(name) {
      return new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure)
        if (/[\n\0]/.test(name)) {
          return reject(
            new GitError('bad-revision-name', `${JSON.stringify(name)}: a name cannot hold a line break or NUL.`),
          )
        }
        queue.push({ name, resolve, reject })
        if (unsent.push(name) === 1) process.nextTick(send)
      })
    },
    size(oid) {
      sizes ??= openSizeReader(directory)
      return sizes.size(oid)
    },
    close() {
      sizes?.close()
      failure ??= new GitError('git-failed', 'the reader was closed')
      child.stdin.end()
      child.kill()
    },
  }
}
