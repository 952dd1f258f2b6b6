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
  const left = new Set<string>(excludedDirectories.filter((name) => !included.includes(name)))
  // what the root's digest says depends on what was left out; that of any other directory does not
  const rootKey = `${rootTree}+${[...included].sort().join('+')}`
  return listDirectory(objects, rootTree, rootKey, left, known)
}

async function listDirectory(
  objects: ObjectReader,
  tree: string,
  key: string,
  left: ReadonlySet<string>,
  known: (key: string) => DirectoryDigest | null,
): Promise<DirectoryNode> {
  const digest = known(key)
  if (digest !== null) return { kind: 'known', key, digest }
  const object = await objects.read(tree)
  if (object === null) {
    throw new GitError(
      'missing-object',
      `directory ${tree} of this revision is missing. In a partial clone fetch it first (git fetch --refetch --no-filter); else run git fsck.`,
    )
  }
  const files: { name: string; oid: string }[] = []
  const below: { name: string; oid: string }[] = []
  const skipped: Partial<Record<SkipReason, number>> = {}
  for (const { name, kind, oid } of parseTree(object.content, tree.length / 2)) {
    if (kind === 'directory') {
      if (!left.has(name)) below.push({ name, oid })
      continue
    }
    const isSource = name.endsWith('.c') || name.endsWith('.h')
    if (kind === 'file' && isSource) files.push({ name, oid })
    const reason = skipReason(name, kind, isSource)
    if (reason !== null) skipped[reason] = (skipped[reason] ?? 0) + 1
  }
  const directories = await Promise.all(
    below.map(async ({ name, oid }) => ({ name, node: await listDirectory(objects, oid, oid, new Set(), known) })),
  )
  return { kind: 'listed', key, files, directories, skipped }
}

function skipReason(name: string, kind: string, isSource: boolean): SkipReason | null {
  if (kind === 'submodule') return 'submodule'
  if (kind === 'symlink') return isSource ? 'symlink' : null
  if (name.endsWith('.S')) return 'assembly'
  return name.endsWith('.rs') ? 'rust' : null
}
