import { missingBlob } from './missing-blob.ts'
import { openDialogue } from './open-dialogue.ts'

/** Asks for sizes of objects now and then, over one `git cat-file --batch-check`. */
export interface SizeReader {
  /** In bytes. Rejects with `GitError` if it is not there, or git fails. */
  size(oid: string): Promise<number>
  /** Ends git; questions under way are rejected. */
  close(): void
}

export function openSizeReader(directory: string): SizeReader {
  const { ask, close } = openDialogue<number>(
    directory,
    ['cat-file', '--batch-check=%(objectsize)'],
    (bytes, at, oid) => {
      const end = bytes.indexOf(10, at)
      if (end < 0) return null
      const line = bytes.toString('latin1', at, end)
      return { answer: /^\d+$/.test(line) ? Number(line) : missingBlob(directory, oid), end: end + 1 }
    },
  )
  return { size: ask, close }
}
