import type { Transaction } from '#prisma/client.ts'
import { unjudgedRemarks } from './people-conditions.ts'
import { holdsAt, type RevisionPlace } from './revision-place.ts'

/** An acquire that the scanner says remains to be converted, and of which it is decided that it stays by design. */
export interface JudgedStay {
  readonly key: string
  /** A comment beside the call, or else a person; where both speak of it, the person counts. */
  readonly by: 'person' | 'comment'
  /** Slugs of its sections. */
  readonly subsystems: readonly string[]
}

/** How many of some sites stay by design though the scanner says that they remain, by who says so. */
export interface JudgedCount {
  readonly byPerson: number
  readonly byComment: number
}

export function countStays(stays: readonly Pick<JudgedStay, 'by'>[]): JudgedCount {
  const byPerson = stays.filter(({ by }) => by === 'person').length
  return { byPerson, byComment: stays.length - byPerson }
}

/** All of a revision, which are few: somebody has said so, one by one. */
export async function listJudgedStays(database: Transaction, revision: RevisionPlace): Promise<readonly JudgedStay[]> {
  return database.$queryRaw<JudgedStay[]>`
    select site.key, said.by, array(
      select subsystem.slug from site_subsystem member join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = span.site_id and ${holdsAt('member', revision)}
    ) as subsystems
    from (
      select triage.site_id, 'person' as by from triage where triage.is_decided and triage.verdict = 'stays'
      union all
      select site_id, 'comment' from (${unjudgedRemarks(revision)}) remark
    ) said
    join site_span span on span.site_id = said.site_id and ${holdsAt('span', revision)}
    join site on site.id = span.site_id
    where span.role = 'acquire' and span.status in ('unconverted', 'mismatched', 'unknown')`
}

/** The same as numbers, by the id of each revision of a tree that has any. */
export async function countJudgedStays(
  database: Transaction,
  treeId: number,
): Promise<ReadonlyMap<number, JudgedCount>> {
  const rows = await database.$queryRaw<(JudgedCount & { readonly id: number })[]>`
    select revision.id, (count(*) filter (where said.by = 'person'))::int as "byPerson",
      (count(*) filter (where said.by = 'comment'))::int as "byComment"
    from (
      select triage.site_id, null::int as line_id, 0 as from_ordinal, 2147483647 as to_ordinal, 'person' as by
      from triage where triage.tree_id = ${treeId}::int and triage.is_decided and triage.verdict = 'stays'
      union all
      select remark.site_id, remark.line_id, remark.from_ordinal, remark.to_ordinal, 'comment'
      from site_remark remark join line on line.id = remark.line_id and line.tree_id = ${treeId}::int
      where not exists (select from triage where triage.site_id = remark.site_id and triage.is_decided)
    ) said
    join site_span span on span.site_id = said.site_id and span.line_id = coalesce(said.line_id, span.line_id)
    join revision on revision.line_id = span.line_id
      and revision.ordinal >= greatest(span.from_ordinal, said.from_ordinal)
      and revision.ordinal < least(span.to_ordinal, said.to_ordinal)
    where span.role = 'acquire' and span.status in ('unconverted', 'mismatched', 'unknown')
    group by revision.id`
  return new Map(rows.map(({ id, byPerson, byComment }) => [id, { byPerson, byComment }]))
}
