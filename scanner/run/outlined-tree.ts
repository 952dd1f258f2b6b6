import type { FactsCache } from '#scanner/cache/open-facts-cache.ts'
import type { PartedTree } from '#scanner/link/part-tree.ts'
import type { KnownFacts } from './known-facts.ts'
import { partAsBefore } from './part-as-before.ts'
import { type KeyedFile, partKeys } from './part-keys.ts'

/** A tree by the outlines of its files: which of them are linked together, and under what their links are known. */
export interface OutlinedTree {
  /** Ordered by the bytes of their paths. */
  readonly files: readonly KeyedFile[]
  readonly parted: PartedTree<KeyedFile>
  /** For each part what its links depend on; the same of two trees that say the same of it. */
  readonly keys: readonly string[]
  /** By what names pages are taken and dropped, besides those of the catalogue. */
  readonly names: readonly string[]
}

export function composeOutlinedTree(
  files: readonly KeyedFile[],
  names: readonly string[],
  facts: KnownFacts,
): OutlinedTree {
  const parted = partAsBefore(files, 'whole', facts)
  return { files, parted, keys: partKeys(parted), names }
}

/** Where facts of a tree come from, and what was derived of them. */
export interface LinkSources {
  readonly cache: FactsCache | null
  readonly facts: KnownFacts
  readonly kernel: string | null
}
