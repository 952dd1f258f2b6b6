import type { RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { openClaimStates } from '#scanner/model/claim.ts'
import type { SiteClaim } from '#scanner/model/site-item.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'
import { listClaims } from './list-claims.ts'
import { listTriage, toTriage } from './list-triage.ts'

/** What people say of sites, by their ids: who works on them, and what was decided. */
export interface SiteWords {
  readonly claims: ReadonlyMap<string, readonly SiteClaim[]>
  readonly triage: ReadonlyMap<string, Triage>
}

/** A claim of an acquire is one of its releases too. Of claims, which are few, all come; of judgements those of these sites. */
export async function listSiteWords(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  siteIds: readonly number[],
): Promise<SiteWords> {
  const [open, judged] = await Promise.all([
    listClaims(database, treeId, revision, { states: openClaimStates }),
    listTriage(database, treeId, revision, { siteIds, decidedOnly: true }),
  ])
  const claims = new Map<string, SiteClaim[]>()
  for (const { id, person, state, site, releases } of open)
    for (const key of [site, ...releases]) claims.set(key, [...(claims.get(key) ?? []), { id, person, state }])
  return { claims, triage: new Map(judged.map((triage) => [triage.key, toTriage(triage)])) }
}
