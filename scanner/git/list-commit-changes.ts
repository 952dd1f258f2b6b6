import { decodePath, isRawHeader, parseRawChange, type RawChange } from './parse-raw-changes.ts'
import { streamPieces } from './stream-pieces.ts'

/** All that a commit changed; of a merge, what is as on no side. */
export interface CommitChanges {
  readonly commit: string
  readonly count: number
  /** The first `changesMax` of them. */
  readonly changes: readonly RawChange[]
}

/** What commits changed in the whole tree. Of each at most `changesMax` are kept, and all are counted. */
export async function listCommitChanges(
  directory: string,
  commits: readonly string[],
  { changesMax }: { readonly changesMax: number },
): Promise<ReadonlyMap<string, CommitChanges>> {
  const found = new Map<string, { commit: string; count: number; changes: RawChange[] }>()
  if (commits.length === 0) return found
  let header: Buffer | null = null
  let current: { commit: string; count: number; changes: RawChange[] } | null = null
  const command = [
    'diff-tree',
    '--stdin',
    '--root',
    '-c',
    '-r',
    '--raw',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--always',
  ]
  await streamPieces(directory, command, `${commits.join('\n')}\n`, (piece) => {
    if (header !== null) {
      if (current !== null && current.count++ < changesMax)
        current.changes.push(parseRawChange(header, decodePath(piece)))
      header = null
    } else if (isRawHeader(piece)) header = Buffer.from(piece)
    else {
      current = { commit: piece.toString('latin1'), count: 0, changes: [] }
      found.set(current.commit, current)
    }
  })
  return found
}
