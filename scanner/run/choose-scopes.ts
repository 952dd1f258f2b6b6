import type { LookOptions, ReadTree } from './look-again.ts'
import { treeIdAt } from './tree-id-at.ts'

/** A repository of fewer C files is looked through as a whole: a driver, and no kernel. */
export const wholeFilesMax = 2000
/** The largest part of a kernel that users of a wrapper are looked for in. */
const scopeFilesMax = 300

/** A part of a tree: a directory with all below it or, where that is too much, its own files alone. */
export interface Scope {
  readonly directory: string
  readonly isFlat: boolean
}

/**
 * The parts of a tree around some of its files: all of a small repository; in a kernel the highest directory around each that
 * is small enough to be one driver's.
 */
export async function chooseScopes(
  paths: readonly string[],
  tree: ReadTree,
  options: Pick<LookOptions, 'objects' | 'digestOf'>,
): Promise<readonly Scope[]> {
  if (paths.length === 0) return []
  if (tree.searched < wholeFilesMax) return [{ directory: '', isFlat: false }]
  const directories = [...new Set(paths.map(directoryOf))]
  const all = await Promise.all(directories.map((directory) => widen(directory, tree, options)))
  const byDirectory = new Map(all.map((scope) => [scope.directory, scope]))
  const scopes = [...byDirectory.values()]
  return scopes
    .filter(
      (scope) => !scopes.some((other) => other !== scope && !other.isFlat && isBelow(scope.directory, other.directory)),
    )
    .sort((a, b) => (a.directory < b.directory ? -1 : 1))
}

async function widen(
  directory: string,
  { oid }: ReadTree,
  { objects, digestOf }: Pick<LookOptions, 'objects' | 'digestOf'>,
): Promise<Scope> {
  const names = directory.split('/')
  for (let depth = 1; depth <= names.length; depth++) {
    const around = names.slice(0, depth).join('/')
    const tree = await treeIdAt(objects, oid, around)
    const digest = tree === null ? null : digestOf(tree)
    if (digest !== null && digest.searched <= scopeFilesMax) return { directory: around, isFlat: false }
  }
  return { directory, isFlat: true }
}

export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

export function isInScope(path: string, { directory, isFlat }: Scope): boolean {
  return isFlat ? directoryOf(path) === directory : isBelow(path, directory)
}

/** Whether a path lies in a directory; the top, `''`, holds all. */
function isBelow(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`)
}
