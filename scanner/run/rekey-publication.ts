import type { Publication } from '#scanner/model/publication.ts'

/** A publication with other identities, in the order of its sites; pairs go with them. */
export function rekeyPublication(publication: Publication, keys: readonly string[]): Publication {
  const becomes = new Map(publication.sites.map(({ key }, index) => [key, keys[index] ?? key]))
  const rename = (key: string) => becomes.get(key) ?? key
  return {
    ...publication,
    sites: publication.sites.map((site) => ({ ...site, key: rename(site.key) })),
    pairs: publication.pairs.map((pair) => ({ ...pair, acquire: rename(pair.acquire), release: rename(pair.release) })),
  }
}
