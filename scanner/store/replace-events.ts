import type { Transaction } from '#prisma/client.ts'

export interface EventBase {
  readonly lineId: number
  readonly ordinal: number
}

/** A revision and the one that it is compared with; without one nothing can have happened. */
export interface Step {
  readonly lineId: number
  readonly revisionId: number
  readonly ordinal: number
  /** The revision before it on its line, or on another one, where its line forks. */
  readonly base: EventBase | null
  /** Whether the step began elsewhere before. */
  readonly isChanged: boolean
}

/**
 * Writes what happened to sites between a revision and the one before it, and forgets what was written of it and no longer happened. An
 * event that stays keeps the commit that was found for it, unless the step begins elsewhere now: another commit may have done it then.
 *
 * Within a line only sites with an interval that begins or ends between the two are looked at. Generic releases that nothing is known of
 * (`unrelated`) come, go and move unsaid.
 */
export async function replaceEvents(
  tx: Transaction,
  { lineId, revisionId, ordinal, base, isChanged }: Step,
): Promise<void> {
  if (base === null) {
    await tx.$executeRaw`delete from event where revision_id = ${revisionId}`
    return
  }
  const isFork = base.lineId !== lineId
  await tx.$executeRaw`
    with earlier as (
      select site_id, status, role, reason, path, function from site_span
      where line_id = ${base.lineId} and from_ordinal <= ${base.ordinal} and to_ordinal > ${base.ordinal}
        and (${isFork} or to_ordinal <= ${ordinal})
    ),
    later as (
      select site_id, status, role, reason, path, function from site_span
      where line_id = ${lineId} and from_ordinal <= ${ordinal} and to_ordinal > ${ordinal}
        and (${isFork} or from_ordinal > ${base.ordinal})
    ),
    compared as (
      select coalesce(earlier.site_id, later.site_id) as site_id, earlier.status as was, later.status as is,
        later.role, later.reason,
        earlier.status in ('unconverted', 'converted', 'mismatched', 'unknown', 'exempt') as was_counted,
        row(earlier.path, earlier.function) is distinct from row(later.path, later.function) as is_elsewhere
      from earlier full join later on later.site_id = earlier.site_id
    ),
    happened as (
      select site_id, kind from compared, lateral (
        select case
          when was is null then case when compared.is <> 'unrelated' then 'appeared' end
          when compared.is is null then case when was <> 'unrelated' then 'gone' end
          when compared.is = 'mismatched' and was <> 'mismatched' then 'regressed'
          when was = 'converted' and compared.is = 'unconverted' and reason <> 'mixed-releases' then 'regressed'
          when was = 'converted' and compared.is = 'unknown' and role = 'acquire' then 'regressed'
          when was_counted and was <> 'converted' and compared.is = 'converted' then 'converted'
          when was_counted and was <> 'exempt' and compared.is = 'exempt' then 'exempted'
          when is_elsewhere and (was <> 'unrelated' or compared.is <> 'unrelated') then 'moved'
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
  if (isChanged) {
    await tx.$executeRaw`
      update event
      set attribution = 'open', commit = null, subject = null, author_name = null, author_email = null,
        authored_at = null, trailers = '[]'
      where revision_id = ${revisionId} and attribution <> 'open'`
  }
}
