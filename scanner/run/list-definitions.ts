import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { readPath } from '#scanner/git/read-path.ts'
import { findImplementations } from '#scanner/judge/find-implementations.ts'
import { apiByName, readerNames } from '#scanner/model/catalogue/index.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import type { KnownSite } from '#scanner/model/match.ts'
import { readFacts } from '#scanner/read/read-facts.ts'

/** Acquires by the API that their function defines, or helps to define. */
export type Definitions = ReadonlyMap<string, readonly KnownSite[]>

/**
 * Which acquires make a carrier's API hold pages as it does at a commit: `bio_iov_iter_get_pages()` holds what the calls inside it take.
 * Only files with such calls are read; where one is missing, nothing is known of what it defines.
 */
export async function listDefinitions(
  objects: ObjectReader,
  commit: string,
  sites: readonly KnownSite[],
): Promise<Definitions> {
  const found = new Map<string, KnownSite[]>()
  for (const path of new Set(sites.map((site) => site.path))) {
    const object = await readPath(objects, commit, path).catch(() => null)
    if (object === null) continue
    const file: SourceFile = { path, oid: object.oid, facts: readFacts(object.content, readerNames) }
    const tree = {
      files: [file],
      survey: { declared: new Set<string>(), signatures: new Map() },
      sites: [],
      pairs: [],
      reaches: [],
      pairsLeftOut: 0,
      parts: [],
    }
    for (const [index, { apis }] of findImplementations(tree, apiByName).get(file) ?? []) {
      const name = file.facts.functions[index]?.name
      const inside = sites.filter((site) => site.path === path && site.function === name)
      for (const api of apis) found.set(api, [...(found.get(api) ?? []), ...inside])
    }
  }
  return found
}

/** The acquires that decide how these APIs hold their pages; what takes them by another carrier's API is followed. */
export function listDeciding(definitions: Definitions, apis: Iterable<string>): readonly KnownSite[] {
  const open = [...apis]
  const seen = new Set<string>()
  const found = new Map<string, KnownSite>()
  for (let api = open.pop(); api !== undefined; api = open.pop()) {
    if (seen.has(api) || apiByName.get(api)?.hold !== 'carrier') continue
    seen.add(api)
    for (const site of definitions.get(api) ?? []) {
      found.set(site.key, site)
      open.push(site.api)
    }
  }
  return [...found.values()]
}
