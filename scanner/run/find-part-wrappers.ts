import type { FactsCache } from '#scanner/cache/open-facts-cache.ts'
import { listPartWrappers, type PartWrapper } from '#scanner/link/list-wrappers.ts'
import type { PartedTree } from '#scanner/link/part-tree.ts'
import { traceParts } from '#scanner/link/trace-tree.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
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
  const found = knownTo(facts)
  const asked = parts.filter(({ key }) => !found.has(key)).map(({ key }) => key)
  for (const [key, text] of (await cache?.links(asked)) ?? []) found.set(key, JSON.parse(text))
  const open = parts.filter(({ key }) => !found.has(key))
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
  for (const [index, { key }] of open.entries()) {
    const wrappers = traced.slice(index, index + 1).flatMap(listPartWrappers)
    found.set(key, wrappers)
    facts.learnt.links.set(key, JSON.stringify(wrappers))
  }
  return parts.flatMap(({ key }) => found.get(key) ?? [])
}

/** By the keys of parts: for the next commit. */
const knownTo = rememberBy<KnownFacts, Map<string, readonly PartWrapper[]>>(() => new Map())
