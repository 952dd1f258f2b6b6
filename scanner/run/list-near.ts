import type { Wrapper } from '#scanner/link/list-wrappers.ts'
import type { DirectoryDigest } from '#scanner/model/verdict.ts'
import { chooseNames } from './choose-names.ts'
import { isInScope, type Scope } from './choose-scopes.ts'
import { type DirectoryNode, listBelow } from './list-files.ts'
import type { Look, LookOptions, ReadTree } from './look-again.ts'
import { hasNames, lookKey, oidOfKey } from './look-names.ts'
import { treeIdAt } from './tree-id-at.ts'

export interface Near {
  readonly looks: readonly Look[]
  /** Digests of the parts that were listed, by which of their files turned out to use a wrapper. */
  readonly digest: (isHit: (path: string) => boolean) => ReadonlyMap<string, DirectoryDigest>
}

/** Files near wrappers that name no API and may use one: of each part of the tree all, or those that are known to. */
export async function listNear(
  named: ReadonlySet<string>,
  wrappers: readonly Wrapper[],
  scopes: readonly Scope[],
  { objects, digestOf, tree }: LookOptions & { readonly tree: ReadTree },
): Promise<Near> {
  const looks: Look[] = []
  const listed: { readonly key: string; readonly looks: readonly Look[]; readonly prefix: string }[] = []
  for (const scope of scopes) {
    const { directory, isFlat } = scope
    const names = chooseNames(wrappers, ({ path }) => isInScope(path, scope))
    const oid = await treeIdAt(objects, tree.oid, directory)
    if (oid === null || !hasNames(names)) continue
    const isTop = directory === ''
    const key = lookKey(isTop ? tree.key : `${oid}${isFlat ? '.' : ''}`, names)
    const prefix = isTop ? '' : `${directory}/`
    const digest = digestOf(key)
    if (digest !== null) {
      for (const [path, known] of digest.files)
        looks.push({ path: `${prefix}${path}`, oid: oidOfKey(known), key: known, names })
      continue
    }
    const node = await listBelow(objects, oid, { path: directory, selection: tree.selection, isFlat })
    const ofScope = listPaths(node, prefix)
      .filter(({ path }) => !named.has(path))
      .map((file) => ({ ...file, key: lookKey(file.oid, names), names }))
    looks.push(...ofScope)
    listed.push({ key, looks: ofScope, prefix })
  }
  return {
    looks,
    digest: (isHit) =>
      new Map(
        listed.map(({ key, looks: ofScope, prefix }) => [
          key,
          {
            searched: ofScope.length,
            skipped: {},
            files: ofScope
              .filter(({ path }) => isHit(path))
              .map(({ path, key: verdict }) => [path.slice(prefix.length), verdict] as const),
          },
        ]),
      ),
  }
}

/** One after another, however deep a tree goes. */
function listPaths(node: DirectoryNode, prefix: string): readonly { readonly path: string; readonly oid: string }[] {
  const paths: { path: string; oid: string }[] = []
  const open = [{ node, prefix }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.node.kind === 'known') continue
    for (const { name, oid } of next.node.files) paths.push({ path: `${next.prefix}${name}`, oid })
    for (const { name, node: below } of next.node.directories)
      open.push({ node: below, prefix: `${next.prefix}${name}/` })
  }
  return paths
}
