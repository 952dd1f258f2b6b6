import type { CheckedRange } from '#scanner/model/check.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { ListedTree, Session } from '../open-session.ts'
import type { OutlinedTree } from '../outlined-tree.ts'
import type { ListTree } from './list-with-callers.ts'

/** A part of a tree by its files, and by what its links depend on. */
interface KeyedPart {
  readonly key: string
  readonly paths: readonly string[]
}

/**
 * The files that what a range changes can reach: of each commit that says other things of pages the parts that the base has not, and those of the
 * base that such a commit has not. Of each commit these are whole parts, and what lies outside is the same in all. `null`: there are more than
 * `max` such commits.
 */
export async function findReach(
  session: Session,
  list: ListTree,
  range: CheckedRange,
  max: number,
): Promise<ReadonlySet<string> | null> {
  const listed = await listDiffering(list, range)
  if (listed.size > max) return null
  const base = partsOf(await session.outline(await list(range.base.commit)))
  const trees = [base]
  for (const tree of listed.values()) trees.push(partsOf(await session.outline(tree)))
  return closeReach(trees)
}

/** The commits that are linked: those that say other things than all of their parents, where the range forked off, and its head. */
async function listDiffering(
  list: ListTree,
  { base, head, commits }: CheckedRange,
): Promise<ReadonlyMap<string, ListedTree>> {
  const found = new Map<string, ListedTree>()
  const add = (tree: ListedTree) => found.set(tree.exact, tree)
  const listedBase = await list(base.commit)
  const own = new Set(commits.map(({ oid }) => oid))
  for (const { oid, parents } of commits) {
    const tree = await list(oid)
    const before = await Promise.all((parents.length === 0 ? [base.commit] : parents).map(list))
    if (!before.some(({ signature }) => signature === tree.signature)) add(tree)
    for (const [index, parent] of parents.entries()) {
      const outside = own.has(parent) ? undefined : before[index]
      if (outside !== undefined && outside.signature !== listedBase.signature) add(outside)
    }
  }
  add(await list(head.commit))
  return found
}

function partsOf({ parted, keys }: OutlinedTree): readonly KeyedPart[] {
  return parted.parts.map(({ files }, index) => ({ key: keys[index] ?? '', paths: files.map(({ path }) => path) }))
}

/** Paths of the parts that not all trees have, and of all parts that share a path with these. */
function closeReach(trees: readonly (readonly KeyedPart[])[]): ReadonlySet<string> {
  const countOf = new Map<string, number>()
  for (const parts of trees) for (const { key } of parts) countOf.set(key, (countOf.get(key) ?? 0) + 1)
  const different = trees.map((parts) => parts.filter(({ key }) => countOf.get(key) !== trees.length))
  const reach = new Set(different.flat().flatMap(({ paths }) => paths))
  const partsWith = groupBy(
    different.flatMap((parts) => parts.flatMap((part) => part.paths.map((path) => ({ path, part })))),
    ({ path }) => path,
  )
  const closed = new Set<KeyedPart>()
  // what is added meanwhile is come to later
  for (const path of reach)
    for (const { part } of partsWith.get(path) ?? []) {
      if (closed.has(part)) continue
      closed.add(part)
      for (const other of part.paths) reach.add(other)
    }
  return reach
}
