import { historyOfLine } from '#app/_data/history-of.ts'
import { listHistory, type NamedRevision } from '#app/_events/queries/list-history.ts'
import type { LifeEvent, LifeSpan } from '#app/_site/compose-life-line.ts'
import type { Transaction } from '#prisma/client.ts'

export interface SiteHistory {
  /** Of the line and, before the fork, of those that it comes from; oldest first. */
  readonly revisions: readonly NamedRevision[]
  /** Of the site at these revisions. */
  readonly spans: readonly LifeSpan[]
  readonly events: readonly LifeEvent[]
}

/** All that is known of a site over the revisions of a line, up to its newest, and before the line forked. */
export async function getSiteHistory(
  database: Transaction,
  treeId: number,
  lineId: number,
  siteId: number,
): Promise<SiteHistory> {
  const history = historyOfLine(lineId)
  const [revisions, spans, events] = await Promise.all([
    listHistory(database, treeId, history),
    database.$queryRaw<LifeSpan[]>`
      with recursive ${history}
      select
        span.line_id as "lineId", span.from_ordinal as "fromOrdinal",
        least(span.to_ordinal::bigint, history.last_ordinal::bigint + 1)::float8 as "toOrdinal",
        span.path, span.line_number as line, span.function, span.api, span.status
      from history
      join site_span span on span.site_id = ${siteId} and span.line_id = history.line_id
        and span.from_ordinal <= history.last_ordinal
      order by history.depth desc, span.from_ordinal`,
    database.$queryRaw<LifeEvent[]>`
      with recursive ${history}
      select
        event.revision_id as "revisionId", event.kind, event.attribution, event.commit, event.subject,
        event.author_name as "authorName", event.authored_at as "authoredAt", event.trailers
      from event
      join revision on revision.id = event.revision_id
      join history on history.line_id = revision.line_id and revision.ordinal <= history.last_ordinal
      where event.site_id = ${siteId}`,
  ])
  return { revisions: [...revisions].reverse(), spans, events }
}
