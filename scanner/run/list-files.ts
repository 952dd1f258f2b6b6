import { GitError } from '#scanner/git/git-error.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { parseTree } from '#scanner/git/parse-tree.ts'
import type { SkipReason } from '#scanner/model/coverage.ts'
import { isWithin, joinPath, leftOutOf, type Selection } from '#scanner/model/selection.ts'
import { isSourceName } from '#scanner/model/source-name.ts'
import type { DirectoryDigest } from '#scanner/model/verdict.ts'

/** One directory as listed: known from before as a whole, or with its files and directories. */
export type DirectoryNode =
  | { readonly kind: 'known'; readonly key: string; readonly digest: DirectoryDigest }
  | {
      readonly kind: 'listed'
      readonly key: string
      readonly files: readonly { readonly name: string; readonly oid: string }[]
      readonly directories: readonly { readonly name: string; readonly node: DirectoryNode }[]
      readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
    }

/**
 * The files of a revision, along git's Merkle tree: a directory that is `known` by its tree id is neither listed nor
 * looked into again. All directories of one level are asked for at once.
 */
export function listFiles(
  objects: ObjectReader,
  rootTree: string,
  selection: Selection,
  known: (key: string) => DirectoryDigest | null,
): Promise<DirectoryNode> {
  return listDirectories({ objects, known, part: partOf(selection, known) }, rootTree)
}

/** All files below a directory, whatever is known of it, but for what is not looked at; or its own files alone. `path` is where it lies. */
export function listBelow(
  objects: ObjectReader,
  tree: string,
  { path, selection, isFlat }: { readonly path: string; readonly selection: Selection; readonly isFlat: boolean },
): Promise<DirectoryNode> {
  const part = partOf(selection, null)
  const flat: Part = { ...part, take: () => 'no' }
  return listDirectories({ objects, known: () => null, part: isFlat ? flat : part }, tree, path)
}

/** The key of a directory's digest: its tree and, where not all below it is looked at, what is. */
function keyOfDirectory({ subdir, kernel, included }: Selection, path: string, tree: string): string {
  const isAbove = path !== subdir && isWithin(subdir, path)
  const kernelBelow = kernel !== null && isWithin(kernel, path) ? kernel.slice(path.length) : null
  if (!isAbove && kernelBelow === null) return tree
  const left = kernelBelow === null ? '' : `+${[...included].sort().join('+')}`
  return `${tree}${left}${kernelBelow ? `@${kernelBelow}` : ''}${isAbove ? `>${subdir.slice(path.length)}` : ''}`
}

/** Which directories a listing goes into, and how its nodes are known. */
interface Part {
  readonly take: (path: string) => 'yes' | 'no' | 'count'
  /** Whether files that lie in this very directory count. */
  readonly holdsFiles: (path: string) => boolean
  readonly keyOf: (path: string, tree: string) => string
}

function partOf(selection: Selection, known: ((key: string) => DirectoryDigest | null) | null): Part {
  const { subdir } = selection
  const left = leftOutOf(selection)
  return {
    take: (path) => {
      if (left.has(path)) return known === null ? 'no' : 'count'
      return isWithin(path, subdir) || isWithin(subdir, path) ? 'yes' : 'no'
    },
    holdsFiles: (path) => isWithin(path, subdir),
    keyOf: (path, tree) => keyOfDirectory(selection, path, tree),
  }
}

interface Listing {
  readonly objects: ObjectReader
  readonly known: (key: string) => DirectoryDigest | null
  readonly part: Part
}

/** A directory that is being listed: `put` sets its node where the one above has it. */
interface Open {
  readonly tree: string
  readonly path: string
  readonly put: (node: DirectoryNode) => void
}

/** Level by level, however deep a tree goes: a call for each level would end at the engine's limit. */
async function listDirectories(listing: Listing, tree: string, path = ''): Promise<DirectoryNode> {
  let found: DirectoryNode | null = null
  const put = (node: DirectoryNode) => {
    found = node
  }
  let level: readonly Open[] = [{ tree, path, put }]
  while (level.length > 0) level = (await Promise.all(level.map((open) => listOne(listing, open)))).flat()
  if (found === null) throw new Error('the root was not listed')
  return found
}

/** Lists one directory, and gives those in it that are not known. */
async function listOne(listing: Listing, { tree, path, put }: Open): Promise<readonly Open[]> {
  const { objects, known, part } = listing
  const key = part.keyOf(path, tree)
  const digest = known(key)
  if (digest !== null) {
    put({ kind: 'known', key, digest })
    return []
  }
  const object = await objects.read(tree)
  if (object === null) {
    throw new GitError(
      'missing-object',
      `directory ${tree} of this revision is missing. In a partial clone fetch it first (git fetch --refetch --no-filter); else run git fsck.`,
    )
  }
  const files: { name: string; oid: string }[] = []
  const directories: { name: string; node: DirectoryNode }[] = []
  const below: Open[] = []
  const skipped: Partial<Record<SkipReason, number>> = {}
  for (const { name, kind, oid } of parseTree(object.content, tree.length / 2)) {
    if (kind === 'directory') {
      const inside = joinPath(path, name)
      const take = part.take(inside)
      if (take === 'no') continue
      if (take === 'count') {
        directories.push({ name, node: await countLeftOut(listing, oid) })
        continue
      }
      const entry = { name, node: unlisted }
      directories.push(entry)
      const putBelow = (node: DirectoryNode) => {
        entry.node = node
      }
      below.push({ tree: oid, path: inside, put: putBelow })
      continue
    }
    if (!part.holdsFiles(path)) continue
    const isSource = isSourceName(name)
    if (kind === 'file' && isSource) files.push({ name, oid })
    const reason = skipReason(name, kind, isSource)
    if (reason !== null) skipped[reason] = (skipped[reason] ?? 0) + 1
  }
  put({ kind: 'listed', key, files, directories, skipped })
  return below
}

/** A directory that is left out, as one node: how many C files lie below. What a partial clone lacks of it is not counted. */
async function countLeftOut({ objects, known }: Listing, tree: string): Promise<DirectoryNode> {
  const key = `${tree}~left-out`
  const digest = known(key)
  if (digest !== null) return { kind: 'known', key, digest }
  let count = 0
  let level: readonly string[] = [tree]
  while (level.length > 0) {
    const listed = await Promise.all(level.map((oid) => objects.read(oid)))
    const entries = listed.flatMap((object) => (object === null ? [] : parseTree(object.content, tree.length / 2)))
    count += entries.filter(({ name, kind }) => kind === 'file' && isSourceName(name)).length
    level = entries.filter(({ kind }) => kind === 'directory').map(({ oid }) => oid)
  }
  return { kind: 'listed', key, files: [], directories: [], skipped: { 'left-out': count } }
}

/** Stands for a directory until its level is listed. */
const unlisted: DirectoryNode = { kind: 'known', key: '', digest: { searched: 0, files: [], skipped: {} } }

function skipReason(name: string, kind: string, isSource: boolean): SkipReason | null {
  if (kind === 'submodule') return 'submodule'
  if (kind === 'symlink') return isSource ? 'symlink' : null
  if (name.endsWith('.S')) return 'assembly'
  return name.endsWith('.rs') ? 'rust' : null
}
