import type { Database } from '#prisma/client.ts'
import type { Role } from '#scanner/model/api.ts'
import type { EventKind } from '#scanner/model/event.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { KnownSite, MatchSite } from '#scanner/model/match.ts'
import type { EventEnd, OpenEvent } from '#scanner/model/open-event.ts'
import type { Grade } from '#scanner/model/site.ts'
import type { OpenStep, StepEnd } from './list-open-steps.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface OpenEvents {
  readonly events: readonly OpenEvent[]
  /** Every site of the earlier revision. */
  readonly earlier: readonly KnownSite[]
  /** Acquires inside the definition of an API, in either revision. */
  readonly defining: { readonly before: readonly KnownSite[]; readonly after: readonly KnownSite[] }
}

interface SiteAt {
  readonly site_id: number
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  readonly nth: number
  readonly status: string
}

interface PairAt {
  readonly site_id: number
  readonly other_id: number
  readonly grade: Grade
}

/** The open events of a step, with where their sites and the other ends of their pairs are before and after. */
export function listOpenEvents(db: Database, { revisionId, from, to }: OpenStep): Promise<OpenEvents> {
  return withDatabaseErrors('listing events without a commit', async () => {
    // words of the table are words of the model: both are checked where they are written
    const events = await db.$queryRaw<{ id: number; site_id: number; kind: EventKind }[]>`
      select id, site_id, kind from event where revision_id = ${revisionId} and attribution = 'open' order by id`
    const wanted = [...new Set(events.map(({ site_id }) => site_id))]
    const before = await listSites(db, from)
    const after = await listSites(db, to)
    const pairsBefore = groupBy(await listPairs(db, from, wanted), ({ site_id }) => site_id)
    const pairsAfter = groupBy(await listPairs(db, to, wanted), ({ site_id }) => site_id)

    const where = (sites: ReadonlyMap<number, SiteAt>, id: number): MatchSite | null => {
      const site = sites.get(id)
      return site === undefined ? null : placeOf(site)
    }
    const keyOf = (id: number) => before.get(id)?.key ?? after.get(id)?.key ?? ''
    const endsOf = (id: number): readonly EventEnd[] => {
      const gradesBefore = new Map((pairsBefore.get(id) ?? []).map(({ other_id, grade }) => [other_id, grade]))
      const gradesAfter = new Map((pairsAfter.get(id) ?? []).map(({ other_id, grade }) => [other_id, grade]))
      return [...new Set([...gradesBefore.keys(), ...gradesAfter.keys()])].map((other) => ({
        key: keyOf(other),
        before: where(before, other),
        after: where(after, other),
        gradeBefore: gradesBefore.get(other) ?? null,
        gradeAfter: gradesAfter.get(other) ?? null,
      }))
    }
    return {
      events: events.map(({ id, site_id, kind }) => ({
        id,
        kind,
        key: keyOf(site_id),
        before: where(before, site_id),
        after: where(after, site_id),
        ends: endsOf(site_id),
      })),
      earlier: [...before.values()].map(knownSite),
      defining: { before: defining(before), after: defining(after) },
    }
  })
}

function knownSite(site: SiteAt): KnownSite {
  return { key: site.key, ...placeOf(site) }
}

function defining(sites: ReadonlyMap<number, SiteAt>): readonly KnownSite[] {
  return [...sites.values()]
    .filter(({ status, role }) => status === 'implementation' && role === 'acquire')
    .map(knownSite)
}

function placeOf({ path, line, function: inside, api, role, nth }: SiteAt): MatchSite {
  return { path, line, function: inside, api, role, ordinal: nth }
}

async function listSites(db: Database, { lineId, ordinal }: StepEnd): Promise<ReadonlyMap<number, SiteAt>> {
  const rows = await db.$queryRaw<SiteAt[]>`
    select span.site_id, site.key, span.path, span.line_number as line, span.function, span.api, span.role, span.nth, span.status
    from site_span span join site on site.id = span.site_id
    where span.line_id = ${lineId} and span.from_ordinal <= ${ordinal} and span.to_ordinal > ${ordinal}`
  return new Map(rows.map((row) => [row.site_id, row]))
}

/** Each pair once for either end that is wanted. */
function listPairs(db: Database, { lineId, ordinal }: StepEnd, siteIds: readonly number[]): Promise<PairAt[]> {
  return db.$queryRaw<PairAt[]>`
    select acquire_id as site_id, release_id as other_id, grade from pair
    where line_id = ${lineId} and from_ordinal <= ${ordinal} and to_ordinal > ${ordinal} and acquire_id = any(${siteIds})
    union all
    select release_id, acquire_id, grade from pair
    where line_id = ${lineId} and from_ordinal <= ${ordinal} and to_ordinal > ${ordinal} and release_id = any(${siteIds})
    order by 1, 2`
}
