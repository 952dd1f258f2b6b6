import { GitError } from './git-error.ts'
import { openDialogue, type Taken } from './open-dialogue.ts'
import { openSizeReader, type SizeReader } from './open-size-reader.ts'

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

export function openObjectReader(directory: string): ObjectReader {
  let sizes: SizeReader | null = null
  const objects = openDialogue(directory, ['cat-file', '--batch'], takeObject)
  return {
    async read(name) {
      if (/[\n\0]/.test(name)) {
        throw new GitError('bad-revision-name', `${JSON.stringify(name)}: a name cannot hold a line break or NUL.`)
      }
      return await objects.ask(name)
    },
    size(oid) {
      sizes ??= openSizeReader(directory)
      return sizes.size(oid)
    },
    close() {
      sizes?.close()
      objects.close()
    },
  }
}

/** A line that says what comes, the content, and the end of a line. */
function takeObject(bytes: Buffer, at: number, name: string): Taken<GitObject | null> | null {
  const lineEnd = bytes.indexOf(10, at)
  if (lineEnd < 0) return null
  const header = bytes.toString('utf8', at, lineEnd)
  const found = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(header)
  if (found === null) return { answer: explainHeader(header, name), end: lineEnd + 1 }
  const [, oid = '', type = '', size = ''] = found
  const contentEnd = lineEnd + 1 + Number(size)
  if (bytes.length <= contentEnd) return null
  return {
    answer: { oid, type, content: Buffer.from(bytes.subarray(lineEnd + 1, contentEnd)) },
    end: contentEnd + 1,
  }
}

function explainHeader(header: string, name: string): GitError | null {
  if (header.endsWith(' missing')) return null
  if (header.endsWith(' ambiguous')) {
    return new GitError('unknown-revision', `${name}: several objects begin like this. Write more digits.`)
  }
  return new GitError('git-failed', `${name}: git answered "${header}".`)
}
