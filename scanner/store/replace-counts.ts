import type { Transaction } from '#prisma/client.ts'
import type { Place } from './splice-intervals.ts'

/**
 * Writes how many sites a revision has, by role and status: in the whole tree (no subsystem), and by subsystem, where `sites` are those it
 * is any section of and `primary_sites` those that count for it.
 */
export async function replaceCounts(tx: Transaction, revisionId: number, { lineId, ordinal }: Place): Promise<void> {
  await tx.$executeRaw`delete from count where revision_id = ${revisionId}`
  await tx.$executeRaw`
    with held as (
      select site_id, role, status from site_span
      where line_id = ${lineId} and from_ordinal <= ${ordinal} and to_ordinal > ${ordinal}
    )
    insert into count (revision_id, subsystem_id, role, status, sites, primary_sites)
    select ${revisionId}::int, null::int, role, status, count(*), count(*) from held group by role, status
    union all
    select ${revisionId}::int, owned.subsystem_id, held.role, held.status,
      count(*), count(*) filter (where owned.is_primary)
    from held join site_subsystem owned on owned.site_id = held.site_id and owned.line_id = ${lineId}
      and owned.from_ordinal <= ${ordinal} and owned.to_ordinal > ${ordinal}
    group by owned.subsystem_id, held.role, held.status`
}
