/** One acquire of a released kernel, and what drops its pages, as a person read it. */
export interface TrueSite {
  /** `6.12.117`, the tag without its `v`. */
  readonly version: string
  readonly path: string
  readonly function: string
  readonly api: string
  /** `path function api`, empty where nothing of the catalogue drops the pages. */
  readonly releases: ReadonlySet<string>
}

/** Reads pairing-truth.tsv: one row a release, `-` for none. Throws on a row with another number of columns. */
export function readTruth(tsv: string): readonly TrueSite[] {
  const sites = new Map<string, TrueSite & { readonly releases: Set<string> }>()
  for (const row of tsv.trimEnd().split('\n').slice(1)) {
    const columns = row.split('\t')
    const [version, path, inside, api, releasePath, releaseFunction, releaseApi] = columns
    if (
      version === undefined ||
      path === undefined ||
      inside === undefined ||
      api === undefined ||
      columns.length !== 8
    ) {
      throw new Error(`pairing-truth.tsv: ${columns.length} columns instead of 8 in: ${row}`)
    }
    const key = [version, path, inside, api].join('\t')
    const site = sites.get(key) ?? { version, path, function: inside, api, releases: new Set<string>() }
    sites.set(key, site)
    if (releasePath !== '-') site.releases.add(`${releasePath} ${releaseFunction} ${releaseApi}`)
  }
  return [...sites.values()]
}
