import type { Transaction } from '#prisma/client.ts'
import { holdsAt, type RevisionPlace } from './revision-place.ts'

/** An acquire that the scanner says remains to be converted, and of which it is decided that it stays by design. */
export interface JudgedStay {
  readonly key: string
  /** Slugs of its sections. */
  readonly subsystems: readonly string[]
}

/** All of a revision, which are few: whoever may decide has said so, one by one. */
export async function listJudgedStays(database: Transaction, revision: RevisionPlace): Promise<readonly JudgedStay[]> {
  return database.$queryRaw<JudgedStay[]>`
    select site.key, array(
      select subsystem.slug from site_subsystem member join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = span.site_id and ${holdsAt('member', revision)}
    ) as subsystems
    from triage
    join site_span span on span.site_id = triage.site_id and ${holdsAt('span', revision)}
    join site on site.id = span.site_id
    where triage.is_decided and triage.verdict = 'stays' and span.role = 'acquire'
      and span.status in ('unconverted', 'mismatched', 'unknown')`
}

/** The same as numbers, by the id of each revision of a tree that has any. */
export async function countJudgedStays(database: Transaction, treeId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await database.$queryRaw<{ id: number; sites: number }[]>`
    select revision.id, count(*)::int as sites
    from triage
    join site_span span on span.site_id = triage.site_id
    join revision on revision.line_id = span.line_id and revision.ordinal >= span.from_ordinal
      and revision.ordinal < span.to_ordinal
    where triage.tree_id = ${treeId}::int and triage.is_decided and triage.verdict = 'stays' and span.role = 'acquire'
      and span.status in ('unconverted', 'mismatched', 'unknown')
    group by revision.id`
  return new Map(rows.map(({ id, sites }) => [id, sites]))
}
