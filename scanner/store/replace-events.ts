import type { Transaction } from '#prisma/client.ts'

/** Two revisions of a line that follow one another; without an earlier one nothing can have happened. */
export interface Step {
  readonly lineId: number
  readonly revisionId: number
  readonly ordinal: number
  readonly previous: number | null
}

/**
 * Writes what happened to sites between a revision and the one before it, and forgets what was written of it and no longer happened. An
 * event that stays keeps the commit that was found for it.
 *
 * Only sites with an interval that begins or ends between the two are looked at. Generic releases that nothing is known of (`unrelated`)
 * come and go unsaid.
 */
export async function replaceEvents(tx: Transaction, { lineId, revisionId, ordinal, previous }: Step): Promise<void> {
  if (previous === null) {
    await tx.$executeRaw`delete from event where revision_id = ${revisionId}`
    return
  }
  await tx.$executeRaw`
    with earlier as (
      select site_id, status from site_span
      where line_id = ${lineId} and from_ordinal <= ${previous} and to_ordinal > ${previous} and to_ordinal <= ${ordinal}
    ),
    later as (
      select site_id, status from site_span
      where line_id = ${lineId} and from_ordinal > ${previous} and from_ordinal <= ${ordinal} and to_ordinal > ${ordinal}
    ),
    compared as (
      select coalesce(earlier.site_id, later.site_id) as site_id, earlier.status as was, later.status as is,
        earlier.status in ('unconverted', 'converted', 'mismatched', 'unknown', 'exempt') as was_counted
      from earlier full join later on later.site_id = earlier.site_id
      where earlier.status is distinct from later.status
    ),
    happened as (
      select site_id, kind from compared, lateral (
        select case
          when was is null then case when compared.is <> 'unrelated' then 'appeared' end
          when compared.is is null then case when was <> 'unrelated' then 'gone' end
          when compared.is = 'mismatched' then 'regressed'
          when was = 'converted' and compared.is = 'unconverted' then 'regressed'
          when was_counted and compared.is = 'converted' then 'converted'
          when was_counted and compared.is = 'exempt' then 'exempted'
        end as kind
      ) judged
      where kind is not null
    ),
    forgotten as (
      delete from event
      where revision_id = ${revisionId} and not exists (
        select from happened where happened.site_id = event.site_id and happened.kind = event.kind
      )
    )
    insert into event (site_id, revision_id, kind)
    select site_id, ${revisionId}::int, kind from happened
    on conflict (revision_id, site_id, kind) do nothing`
}
