import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'

/** A revision and the one that it is compared with, which may stand on another line; without one nothing can have happened. */
export interface CountedStep {
  readonly lineId: number
  readonly revisionId: number
  readonly ordinal: number
  readonly base: { readonly lineId: number; readonly ordinal: number } | null
}

/**
 * Writes how many sites of the tree, of each section and of each person the events of a step are of, by kind, role and status. A site that
 * is gone has the status, sections and people that it had last; any other those of the later revision. That a site moved is no number
 * of a chart, and left out.
 *
 * To be called behind every `replaceEvents`, of which it is the sum.
 */
export async function replaceEventCounts(
  tx: Transaction,
  { lineId, revisionId, ordinal, base }: CountedStep,
): Promise<void> {
  await tx.$executeRaw`delete from event_count where revision_id = ${revisionId}`
  if (base === null) return
  // materialized: the planner expects one row of each interval table, and would read the history of every section
  await tx.$executeRaw`
    with placed as materialized (
      select site_id, kind,
        case kind when 'gone' then ${base.lineId}::int else ${lineId}::int end as line_id,
        case kind when 'gone' then ${base.ordinal}::int else ${ordinal}::int end as ordinal
      from event where revision_id = ${revisionId} and kind <> 'moved'
    ),
    happened as materialized (
      select placed.*, span.role, span.status
      from placed join site_span span on span.site_id = placed.site_id and span.line_id = placed.line_id
        and span.from_ordinal <= placed.ordinal and span.to_ordinal > placed.ordinal
    ),
    owned as materialized (
      select happened.*, member.subsystem_id
      from happened join site_subsystem member on member.site_id = happened.site_id
        and member.line_id = happened.line_id
        and member.from_ordinal <= happened.ordinal and member.to_ordinal > happened.ordinal
    ),
    named as (
      select distinct named.person_id, owned.site_id, owned.kind, owned.role, owned.status
      from owned
      join subsystem on subsystem.id = owned.subsystem_id and subsystem.title <> ${theRest}
      join subsystem_person named on named.subsystem_id = owned.subsystem_id and named.line_id = owned.line_id
        and named.from_ordinal <= owned.ordinal and named.to_ordinal > owned.ordinal
    )
    insert into event_count (revision_id, subsystem_id, person_id, kind, role, status, sites)
    select ${revisionId}::int, null::int, null::int, kind, role, status, count(*)
    from happened group by kind, role, status
    union all
    select ${revisionId}::int, subsystem_id, null, kind, role, status, count(*)
    from owned group by subsystem_id, kind, role, status
    union all
    select ${revisionId}::int, null, person_id, kind, role, status, count(*)
    from named group by person_id, kind, role, status`
}
