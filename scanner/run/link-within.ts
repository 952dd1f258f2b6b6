import type { HoldOf } from '#scanner/judge/resolve-holds.ts'
import type { FilePart } from '#scanner/link/part-files.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'
import { findHolds } from './find-holds.ts'
import { learnLeftOut, recallLeftOut } from './left-out.ts'
import { linkParts } from './link-parts.ts'
import type { LinkSources, OutlinedTree } from './outlined-tree.ts'
import type { KeyedFile } from './part-keys.ts'

/** A tree as far as it was linked: its sites, pairs and parts are those of some of its files. */
export interface PartlyLinked {
  readonly tree: LinkedTree
  /** Of all of the tree. */
  readonly pairsLeftOut: number
  /** How the whole tree holds what carriers carry. */
  readonly holdOf: HoldOf
}

/**
 * Links the parts of a tree that hold some of its files, as linking all of it would: no part depends on another one. Facts of other files are
 * not even read, but of the few that define how a carrier holds its pages.
 */
export async function linkWithin(
  outlined: OutlinedTree,
  within: ReadonlySet<string>,
  sources: LinkSources,
): Promise<PartlyLinked> {
  const { parted, keys } = outlined
  const isWithin = ({ files }: FilePart<KeyedFile>) => files.some(({ path }) => within.has(path))
  const known = await recallLeftOut(keys, sources)
  const parts = parted.parts.filter(isWithin)
  const others = parted.parts.filter((part, index) => !isWithin(part) && !known.has(keys[index] ?? ''))
  const linked = await linkParts(outlined, parts, sources)
  const rest = await linkParts(outlined, others, sources)
  const fresh = learnLeftOut(outlined, new Map([...linked.linkedOf, ...rest.linkedOf]), sources)
  const pairsLeftOut = keys.reduce((sum, key) => sum + (known.get(key) ?? fresh.get(key) ?? 0), 0)
  return { tree: linked.tree, pairsLeftOut, holdOf: await findHolds(outlined, sources) }
}
