import type { FactsCache } from '#scanner/cache/open-facts-cache.ts'
import { listPartWrappers, type PartWrapper } from '#scanner/link/list-wrappers.ts'
import type { PartedTree } from '#scanner/link/part-tree.ts'
import { traceParts } from '#scanner/link/trace-tree.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { KnownFacts } from './known-facts.ts'
import { type KeyedFile, partKeys } from './part-keys.ts'

/** Wrappers of the parts of a tree. Only parts that no tree had before are traced: of the others it is known which they have. */
export async function findPartWrappers(
  tree: PartedTree<KeyedFile>,
  kernel: string | null,
  { cache, facts }: { readonly cache: FactsCache | null; readonly facts: KnownFacts },
): Promise<readonly PartWrapper[]> {
  const keys = partKeys(tree)
  const parts = tree.parts.map((part, index) => ({ part, key: `wrappers ${keys[index]}` }))
  const known = (await cache?.links(parts.map(({ key }) => key))) ?? new Map<string, string>()
  const open = parts.filter(({ key }) => !known.has(key) && !facts.learnt.links.has(key))
  const files = open.flatMap(({ part }) => part.files)
  const sources = new Map((await facts.sources(files, kernel)).map((source) => [source.path, source]))
  const sourceOf = ({ path }: KeyedFile) => {
    const source = sources.get(path)
    if (source === undefined) throw new RangeError(`${path} is in no open part`)
    return source
  }
  const traced = traceParts(
    open.map(({ part }) => part),
    tree,
    sourceOf,
    apiByName,
  )
  const found = new Map(open.map(({ key }, index) => [key, traced.slice(index, index + 1).flatMap(listPartWrappers)]))
  for (const [key, wrappers] of found) facts.learnt.links.set(key, JSON.stringify(wrappers))
  return parts.flatMap(({ key }) => found.get(key) ?? JSON.parse(known.get(key) ?? facts.learnt.links.get(key) ?? '[]'))
}
