import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Place } from './splice-intervals.ts'

/**
 * Writes how many sites everybody has whom MAINTAINERS names, by role and status. A site counts once for a person, in however many of the
 * person's sections it is; nobody has sites because of THE REST. What `unrelated` says is left out, as in every list of a person.
 *
 * Stored, since a chart over 200 revisions would otherwise join every section and site of the person at each of them.
 */
export async function replacePersonCounts(
  tx: Transaction,
  revisionId: number,
  { lineId, ordinal }: Place,
): Promise<void> {
  await tx.$executeRaw`delete from person_count where revision_id = ${revisionId}`
  // materialized: the planner expects one row of each interval table, and would read the history of every site and section
  await tx.$executeRaw`
    with held as materialized (
      select site_id, role, status from site_span
      where line_id = ${lineId} and from_ordinal <= ${ordinal} and to_ordinal > ${ordinal} and status <> 'unrelated'
    ),
    owned as materialized (
      select site_id, subsystem_id from site_subsystem
      where line_id = ${lineId} and from_ordinal <= ${ordinal} and to_ordinal > ${ordinal}
    ),
    named as materialized (
      select named.person_id, named.subsystem_id
      from subsystem_person named
      join subsystem on subsystem.id = named.subsystem_id
      where named.line_id = ${lineId} and named.from_ordinal <= ${ordinal} and named.to_ordinal > ${ordinal}
        and subsystem.title <> ${theRest}
    ),
    counted as (
      select distinct named.person_id, held.site_id, held.role, held.status
      from named join owned on owned.subsystem_id = named.subsystem_id join held on held.site_id = owned.site_id
    )
    insert into person_count (person_id, revision_id, role, status, sites)
    select person_id, ${revisionId}::int, role, status, count(*) from counted group by person_id, role, status`
}
