import { type PartedTree, partTree } from '#scanner/link/part-tree.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import type { KnownFacts } from './known-facts.ts'
import type { KeyedFile } from './part-keys.ts'

/** Parts a tree, taking over what has not changed since the last tree that was parted for the same purpose with these facts. */
export function partAsBefore(files: readonly KeyedFile[], purpose: string, facts: KnownFacts): PartedTree<KeyedFile> {
  const before = lastOf(facts)
  const parted = partTree(files, apiByName, before.get(purpose) ?? null)
  before.set(purpose, parted)
  return parted
}

const lastOf = rememberBy<KnownFacts, Map<string, PartedTree<KeyedFile>>>(() => new Map())
