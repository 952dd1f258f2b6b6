import { listRemarks } from '#app/_data/list-remarks.ts'
import type { RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { openClaimStates } from '#scanner/model/claim.ts'
import { triageOfRemark } from '#scanner/model/remark-of.ts'
import type { SiteClaim } from '#scanner/model/site-item.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'
import { listClaims } from './list-claims.ts'
import { listTriage, toTriage } from './list-triage.ts'

/**
 * What is said of sites, by their ids: who works on them, what was decided (where no person did, by a comment in the code), and how soon somebody
 * should look.
 */
export interface SiteWords {
  readonly claims: ReadonlyMap<string, readonly SiteClaim[]>
  readonly triage: ReadonlyMap<string, Triage>
  /** Only of those that have another one than `normal`. */
  readonly priorities: ReadonlyMap<string, 'high' | 'low'>
}

/** A claim of an acquire is one of its releases too. Of claims, which are few, all come; of judgements those of these sites. */
export async function listSiteWords(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  siteIds: readonly number[],
): Promise<SiteWords> {
  const [open, judged, remarks, urgent] = await Promise.all([
    listClaims(database, treeId, revision, { states: openClaimStates }),
    listTriage(database, treeId, revision, { siteIds, decidedOnly: true }),
    listRemarks(database, revision, siteIds),
    database.$queryRaw<{ key: string; level: 'high' | 'low' }[]>`
      select site.key, said.level from site_priority said join site on site.id = said.site_id
      where said.site_id = any(${[...siteIds]}::int[]) and said.level <> 'normal'`,
  ])
  const claims = new Map<string, SiteClaim[]>()
  for (const { id, person, state, site, releases } of open)
    for (const key of [site, ...releases]) claims.set(key, [...(claims.get(key) ?? []), { id, person, state }])
  const triage = new Map(remarks.map((remark) => [remark.key, triageOfRemark(remark, remark.asOf)]))
  for (const said of judged) triage.set(said.key, toTriage(said))
  return { claims, triage, priorities: new Map(urgent.map(({ key, level }) => [key, level])) }
}
