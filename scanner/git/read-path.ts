import { GitError } from './git-error.ts'
import type { GitObject, ObjectReader } from './open-object-reader.ts'
import { parseTree } from './parse-tree.ts'

/**
 * What a tree holds at a path; `null` for nothing. Rejects with `GitError` where the tree names an object that is not
 * there: git says "missing" of both. Any text may be asked for: a MAINTAINERS of odd bytes names odd paths. Git would
 * take `./x` and `../x` as relative to a work tree, and ends where there is none.
 */
export async function readPath(objects: ObjectReader, tree: string, path: string): Promise<GitObject | null> {
  if (/[\n\r\0]/.test(path) || /^\.\.?(?:\/|$)/.test(path)) return null
  const object = await objects.read(`${tree}:${path}`)
  if (object === null) await requireAbsent(objects, tree, path)
  return object
}

async function requireAbsent(objects: ObjectReader, tree: string, path: string): Promise<void> {
  let oid = tree
  for (const name of path.split('/')) {
    const directory = await objects.read(oid)
    if (directory === null) throw lost(path, oid)
    if (directory.type !== 'tree') return
    const entry = parseTree(directory.content, tree.length / 2).find((candidate) => candidate.name === name)
    // the commit of a submodule is in another repository
    if (entry === undefined || entry.kind === 'submodule') return
    oid = entry.oid
  }
  throw lost(path, oid)
}

function lost(path: string, oid: string): GitError {
  return new GitError(
    'missing-object',
    `${path}: object ${oid} of this revision is missing or corrupt. In a partial clone fetch it first (git fetch --refetch --no-filter); else run git fsck.`,
  )
}
