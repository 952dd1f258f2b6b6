import type { GateSite } from '#scanner/gate/gate-site.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import { readPath } from '#scanner/git/read-path.ts'
import { isHarmless } from '#scanner/judge/is-harmless.ts'
import { listCallees } from '#scanner/read/list-callees.ts'

/** Two commits, and the sites of the earlier one that are no more. */
export interface Muting {
  readonly earlierCommit: string
  readonly laterCommit: string
  readonly gone: readonly GateSite[]
  /** All sites of the later one, and those of them that are new. */
  readonly later: readonly GateSite[]
  readonly come: readonly GateSite[]
}

/**
 * Releases that went while their function stands and drops nothing, calls nothing new that could do so in their place, and hands nothing new
 * on: a helper that its callers trust was muted. Not those of functions that went, were renamed or moved with them, nor where the same file got
 * a release. Texts are read of the files of such releases alone.
 */
export async function listMuted(
  texts: ObjectReader,
  { earlierCommit, laterCommit, gone, later, come }: Muting,
): Promise<ReadonlySet<GateSite>> {
  const dropping = new Set(later.filter(({ row }) => row.role === 'release').map(placeOf))
  const brought = new Set(come.flatMap(({ row }) => (row.role === 'release' ? [row.path] : [])))
  const candidates = gone.filter(
    (site) =>
      site.row.role === 'release' &&
      site.site.function?.kind === 'function' &&
      !dropping.has(placeOf(site)) &&
      !brought.has(site.row.path),
  )
  const muted = new Set<GateSite>()
  if (candidates.length === 0) return muted
  const calleesAt = async (commit: string, path: string) => {
    const object = await readPath(texts, commit, path).catch(() => null)
    return object === null ? new Map<string, ReadonlySet<string>>() : listCallees(object.content)
  }
  for (const path of new Set(candidates.map(({ row }) => row.path))) {
    const [before, after] = await Promise.all([calleesAt(earlierCommit, path), calleesAt(laterCommit, path)])
    for (const site of candidates) {
      const name = site.row.path === path ? (site.row.function ?? '') : ''
      const known = before.get(name)
      const now = after.get(name)
      if (known === undefined || now === undefined) continue
      if ([...now].every((callee) => known.has(callee) || isHarmless(callee))) muted.add(site)
    }
  }
  return muted
}

const placeOf = ({ row }: GateSite): string => `${row.path} ${row.function ?? ''}`
