import type { FactsCache } from '#scanner/cache/open-facts-cache.ts'

/** Tells blobs of one path that say the same of pages by one id. */
export interface Contents {
  /** The id of the first blob of this path with these facts. A path that never changes costs nothing. */
  idOf(path: string, oid: string): string | Promise<string>
}

/** Where something stands; nothing of it is of the same content elsewhere. */
const places = /"(?:line|endLine|column)":\d+/g

/** Compares blobs by their facts without lines and columns: most changes of a file have nothing to do with pages. */
export function compareContents(cache: Pick<FactsCache, 'verdicts'>): Contents {
  const ids = new Map<string, Map<string, string>>()
  const texts = new Map<string, Promise<string>>()
  const read = async (oid: string): Promise<string> => {
    const verdict = (await cache.verdicts([oid])).get(oid)
    // whether a comment is beside a call is a matter of lines; and what is not known is like nothing else
    return verdict === undefined || verdict === '' || verdict.includes('"remarks":') ? oid : verdict.replace(places, '')
  }
  const textOf = (oid: string): Promise<string> => {
    const text = texts.get(oid) ?? read(oid)
    texts.set(oid, text)
    return text
  }
  const compare = async (known: Map<string, string>, oid: string): Promise<string> => {
    const text = await textOf(oid)
    for (const id of new Set(known.values())) {
      if ((await textOf(id)) !== text) continue
      known.set(oid, id)
      return id
    }
    known.set(oid, oid)
    return oid
  }
  return {
    idOf(path, oid) {
      const known = ids.get(path)
      if (known === undefined) {
        ids.set(path, new Map([[oid, oid]]))
        return oid
      }
      return known.get(oid) ?? compare(known, oid)
    },
  }
}
