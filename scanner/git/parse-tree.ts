import { isUtf8 } from 'node:buffer'
import { GitError } from './git-error.ts'

export type TreeEntryKind = 'file' | 'directory' | 'symlink' | 'submodule'

export interface TreeEntry {
  readonly name: string
  readonly kind: TreeEntryKind
  readonly oid: string
}

/** Entries of a raw tree object: `<octal mode> <name>NUL<raw id>`, ids of `oidBytes` bytes (20, or 32 for SHA-256). */
export function parseTree(content: Buffer, oidBytes: number): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  let at = 0
  while (at < content.length) {
    const space = content.indexOf(32, at)
    const nul = content.indexOf(0, space)
    const end = nul + 1 + oidBytes
    if (space < 0 || nul < 0 || end > content.length)
      throw new GitError('corrupt-object', 'a tree object is cut short. Run git fsck.')
    entries.push({
      name: readName(content.subarray(space + 1, nul)),
      kind: kindOfMode(content.toString('latin1', at, space)),
      oid: content.toString('hex', nul + 1, end),
    })
    at = end
  }
  return entries
}

/** Old programs wrote `040000` for a directory; git reads modes as numbers and takes it. */
function kindOfMode(mode: string): TreeEntryKind {
  switch (Number.parseInt(mode, 8) & 0o170000) {
    case 0o040000:
      return 'directory'
    case 0o120000:
      return 'symlink'
    case 0o160000:
      return 'submodule'
    default:
      return 'file'
  }
}

/** Names are bytes. What is not UTF-8 is written as git quotes it, `\\377`, so that two such names stay two. */
export function readName(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  return bytes.toString('latin1').replace(/[\x80-\xff]/g, (char) => `\\${char.charCodeAt(0).toString(8)}`)
}
