import { GitError } from '#scanner/git/git-error.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { parseTree } from '#scanner/git/parse-tree.ts'
import type { SkipReason } from '#scanner/model/coverage.ts'
import type { DirectoryDigest } from '#scanner/model/verdict.ts'

/** Top-level directories that hold no kernel code; a scan takes them in only if asked. */
export const excludedDirectories = ['Documentation', 'tools', 'samples', 'scripts'] as const
export type ExcludedDirectory = (typeof excludedDirectories)[number]

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
  included: readonly ExcludedDirectory[],
  known: (key: string) => DirectoryDigest | null,
): Promise<DirectoryNode> {
  const left = leftOutOf(included)
  // what the root's digest says depends on what was left out; that of any other directory does not
  const rootKey = `${rootTree}+${[...included].sort().join('+')}`
  return listDirectories(objects, { tree: rootTree, key: rootKey, left }, known)
}

/** Top-level directories that a scan leaves out. */
export function leftOutOf(included: readonly ExcludedDirectory[]): ReadonlySet<string> {
  return new Set(excludedDirectories.filter((name) => !included.includes(name)))
}

/** All files below a directory, whatever is known of it, but for directories that are left out; or its own files alone. */
export function listBelow(
  objects: ObjectReader,
  tree: string,
  { leftOut, isFlat }: { readonly leftOut: ReadonlySet<string>; readonly isFlat: boolean },
): Promise<DirectoryNode> {
  return listDirectories(objects, { tree, key: tree, left: isFlat ? everything : leftOut }, () => null)
}

/** Every directory is left out. */
const everything: Pick<ReadonlySet<string>, 'has'> = { has: () => true }

/** A directory that is being listed: `put` sets its node where the one above has it. */
interface Open {
  readonly tree: string
  readonly key: string
  readonly left: Pick<ReadonlySet<string>, 'has'>
  readonly put: (node: DirectoryNode) => void
}

/** Level by level, however deep a tree goes: a call for each level would end at the engine's limit. */
async function listDirectories(
  objects: ObjectReader,
  root: Omit<Open, 'put'>,
  known: (key: string) => DirectoryDigest | null,
): Promise<DirectoryNode> {
  let found: DirectoryNode | null = null
  let level: readonly Open[] = [
    {
      ...root,
      put: (node) => {
        found = node
      },
    },
  ]
  while (level.length > 0) level = (await Promise.all(level.map((open) => listOne(objects, open, known)))).flat()
  if (found === null) throw new Error('the root was not listed')
  return found
}

/** Lists one directory, and gives those in it that are not known. */
async function listOne(
  objects: ObjectReader,
  { tree, key, left, put }: Open,
  known: (key: string) => DirectoryDigest | null,
): Promise<readonly Open[]> {
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
      if (left.has(name)) continue
      const entry = { name, node: unlisted }
      directories.push(entry)
      const putBelow = (node: DirectoryNode) => {
        entry.node = node
      }
      below.push({ tree: oid, key: oid, left: nothing, put: putBelow })
      continue
    }
    const isSource = name.endsWith('.c') || name.endsWith('.h')
    if (kind === 'file' && isSource) files.push({ name, oid })
    const reason = skipReason(name, kind, isSource)
    if (reason !== null) skipped[reason] = (skipped[reason] ?? 0) + 1
  }
  put({ kind: 'listed', key, files, directories, skipped })
  return below
}

const nothing: ReadonlySet<string> = new Set()
/** Stands for a directory until its level is listed. */
const unlisted: DirectoryNode = { kind: 'known', key: '', digest: { searched: 0, files: [], skipped: {} } }

function skipReason(name: string, kind: string, isSource: boolean): SkipReason | null {
  if (kind === 'submodule') return 'submodule'
  if (kind === 'symlink') return isSource ? 'symlink' : null
  if (name.endsWith('.S')) return 'assembly'
  return name.endsWith('.rs') ? 'rust' : null
}
