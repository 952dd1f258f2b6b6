import { GitError } from './git-error.ts'
import { readName } from './parse-tree.ts'

/** One entry of `--raw -z --no-abbrev --no-renames`; with `-c` a merge has a blob before for each parent. */
export interface RawChange {
  readonly path: string
  /** Blob ids, one for each parent; `null` where there is no file. */
  readonly before: readonly (string | null)[]
  readonly after: string | null
}

/** Whether a NUL-terminated piece of git's output begins an entry; its path is the next piece. */
export function isRawHeader(piece: Buffer): boolean {
  return piece[0] === 0x3a
}

/** Rejects what is no entry: then git's output is not what it was asked for. */
export function parseRawChange(header: Buffer, path: string): RawChange {
  const parents = header.findIndex((byte) => byte !== 0x3a)
  const words = header.toString('latin1', parents).split(' ')
  const modes = words.slice(0, parents + 1)
  const oids = words.slice(parents + 1, 2 * parents + 2)
  const blobs = oids.map((oid, index) => (isFile(modes[index] ?? '') && !/^0+$/.test(oid) ? oid : null))
  if (parents < 1 || oids.length !== parents + 1)
    throw new GitError('git-failed', `git answered "${header.toString('latin1', 0, 80)}" where a change was expected.`)
  return { path, before: blobs.slice(0, parents), after: blobs[parents] ?? null }
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

function isFile(mode: string): boolean {
  return (Number.parseInt(mode, 8) & 0o170000) === 0o100000
}

/** A path as the walk over trees writes it: each name for itself. */
export function decodePath(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  // nearly all are; millions come by where merges are compared with both sides
  if (isAscii(text)) return text
  const names: string[] = []
  for (let from = 0; ; ) {
    const slash = bytes.indexOf(0x2f, from)
    names.push(readName(bytes.subarray(from, slash < 0 ? bytes.length : slash)))
    if (slash < 0) return names.join('/')
    from = slash + 1
  }
}
