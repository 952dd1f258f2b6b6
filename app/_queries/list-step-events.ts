import type { Transaction } from '#prisma/client.ts'
import type { Role } from '#scanner/model/api.ts'
import { type EventKind, eventKinds } from '#scanner/model/event.ts'
import type { Status } from '#scanner/model/site.ts'
import type { RevisionPlace } from './site-conditions.ts'

export interface StepEvent {
  readonly kind: EventKind
  readonly key: string
  /** As the site is now, or was last. */
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  readonly status: Status
}

export interface Step {
  /** The revision before on the line; `null` if this is the first of it. */
  readonly previous: { readonly commit: string; readonly label: string } | null
  readonly counts: ReadonlyMap<EventKind, number>
  /** The first of them, what hurts first. */
  readonly events: readonly StepEvent[]
}

/** What happened to acquires and releases between a revision and the one before it on its line. */
export async function listStepEvents(
  database: Transaction,
  revision: RevisionPlace & { readonly id: number },
  limit: number,
): Promise<Step> {
  const [previous, counted, events] = await Promise.all([
    database.$queryRaw<{ commit: string; label: string }[]>`
      select commit, label from revision
      where line_id = ${revision.lineId} and ordinal < ${revision.ordinal}
      order by ordinal desc limit 1`,
    database.$queryRaw<{ kind: EventKind; events: number }[]>`
      select kind, count(*)::int as events from event where revision_id = ${revision.id} group by kind`,
    database.$queryRaw<StepEvent[]>`
      select
        event.kind, site.key, span.path, span.line_number as line, span.function, span.api, span.role, span.status
      from event
      join site on site.id = event.site_id
      -- of a site that is gone, the last that is known: its interval ends here
      join lateral (
        select * from site_span
        where site_span.site_id = event.site_id and site_span.line_id = ${revision.lineId}
          and site_span.from_ordinal <= ${revision.ordinal}
        order by site_span.from_ordinal desc limit 1
      ) span on true
      where event.revision_id = ${revision.id}
      order by array_position(${[...eventKinds]}::text[], event.kind), span.role, span.path collate "C", span.line_number
      limit ${limit}`,
  ])
  return { previous: previous[0] ?? null, counts: new Map(counted.map((row) => [row.kind, row.events])), events }
}
