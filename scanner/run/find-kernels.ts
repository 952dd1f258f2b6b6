import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { parseTree, type TreeEntry } from '#scanner/git/parse-tree.ts'
import { joinPath } from '#scanner/model/selection.ts'

/** So deep below the top kernels are looked for: `vendor/soc/kernel/linux-6.1`. */
const depthMax = 4
/** A repository of more directories than this above its kernels is none that somebody keeps a kernel in. */
const directoriesMax = 4000

/**
 * Folders below a directory that are kernel trees: a MAINTAINERS and a Kbuild at their top. Nothing
 * is looked for inside of one. Directories that a partial clone lacks hold none.
 */
export async function findKernels(objects: ObjectReader, tree: string, top: string): Promise<readonly string[]> {
  const kernels: string[] = []
  let seen = 0
  let level: readonly { readonly path: string; readonly oid: string }[] = [{ path: top, oid: tree }]
  for (let depth = 0; depth <= depthMax && level.length > 0 && seen < directoriesMax; depth++) {
    seen += level.length
    const below = await Promise.all(
      level.map(async ({ path, oid }) => {
        const object = await objects.read(oid)
        if (object?.type !== 'tree') return []
        const entries = parseTree(object.content, oid.length / 2)
        if (isKernel(entries)) {
          kernels.push(path)
          return []
        }
        return entries
          .filter(({ kind }) => kind === 'directory')
          .map(({ name, oid: child }) => ({ path: joinPath(path, name), oid: child }))
      }),
    )
    level = below.flat()
  }
  return kernels.sort()
}

/** Whether these are the entries of a kernel's top. */
export function isKernel(entries: readonly TreeEntry[]): boolean {
  const has = (name: string, kind: TreeEntry['kind']) =>
    entries.some((entry) => entry.name === name && entry.kind === kind)
  return has('MAINTAINERS', 'file') && has('Kbuild', 'file')
}
