import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { SiteTriage } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'
import type { SiteAddress, Triage, TriageCase, TriageVerdict } from '#scanner/model/triage/triage.ts'
import { digestFunction } from './digest-function.ts'

/** What somebody said of a site, with where the site is now. */
export interface StoredTriage {
  readonly id: number
  readonly siteId: number
  readonly key: string
  /** Of the site at the revision, or where it was last. */
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly ordinal: number
  /** Whether the revision has the site. */
  readonly isThere: boolean
  readonly status: string
  readonly isDecided: boolean
  readonly verdict: TriageVerdict
  readonly case: TriageCase | null
  readonly reason: string | null
  readonly text: string | null
  readonly link: string | null
  readonly other: SiteAddress | null
  readonly by: string
  readonly email: string | null
  readonly madeAt: Date
  readonly functionDigest: string | null
}

export interface TriageConditions {
  readonly siteIds?: readonly number[]
  readonly verdicts?: readonly TriageVerdict[]
  readonly decidedOnly?: boolean
  /** Participants who said it. */
  readonly makerIds?: readonly number[]
}

/** What was said of sites of a tree, in the order of paths; a decision before a proposal. */
export async function listTriage(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  { siteIds, verdicts, decidedOnly = false, makerIds }: TriageConditions = {},
): Promise<readonly StoredTriage[]> {
  return database.$queryRaw<StoredTriage[]>`
    select triage.id, triage.site_id as "siteId", site.key, span.path, span.line_number as line, span.function, span.api,
      span.nth as ordinal, (${holdsAt('span', revision)}) as "isThere", span.status, triage.is_decided as "isDecided",
      triage.verdict, triage.case_number as "case", triage.reason, triage.text, triage.link, triage.other,
      maker.name as by, maker.email, triage.made_at as "madeAt", triage.function_digest as "functionDigest"
    from triage
    join site on site.id = triage.site_id
    join participant maker on maker.id = triage.made_by_id
    join lateral (
      select span.* from site_span span where span.site_id = triage.site_id
      order by (${holdsAt('span', revision)}) desc, span.to_ordinal desc, span.from_ordinal desc limit 1
    ) span on true
    where triage.tree_id = ${treeId}::int
      and (${siteIds === undefined} or triage.site_id = any(${siteIds ?? []}::int[]))
      and (${verdicts === undefined} or triage.verdict = any(${verdicts ?? []}::text[]))
      and (not ${decidedOnly} or triage.is_decided)
      and (${makerIds === undefined} or triage.made_by_id = any(${makerIds ?? []}::int[]))
    order by span.path collate "C", span.line_number, site.key, triage.is_decided desc`
}

/** What was said of one site as the API shows it. Reads the file of the site. */
export async function presentTriage(
  database: Transaction,
  revision: RevisionPlace,
  triage: StoredTriage,
): Promise<SiteTriage> {
  return { ...toTriage(triage), proposed: !triage.isDecided, changed: await isChanged(database, revision, triage) }
}

/** `null` where the text of the function is not kept, then or now. */
async function isChanged(
  database: Transaction,
  revision: RevisionPlace,
  { functionDigest, isThere, path, line }: StoredTriage,
): Promise<boolean | null> {
  if (functionDigest === null || !isThere) return null
  const now = await digestFunction(database, revision, { path, line })
  return now === null ? null : now !== functionDigest
}

/** As the triage file has it, but for the address of the site. */
export function toTriage(triage: StoredTriage): Triage {
  const { verdict, case: number, reason, text, link, other, by, email, madeAt } = triage
  return {
    verdict,
    ...(other === null ? {} : { other }),
    ...(number === null ? {} : { case: number }),
    ...(reason === null ? {} : { reason }),
    ...(text === null ? {} : { text }),
    ...(link === null ? {} : { link }),
    by: email ?? by,
    date: madeAt.toISOString(),
  }
}
