import type { TrendRevision } from '#app/_trend/trend-point.ts'
import type { Transaction } from '#prisma/client.ts'

export interface TrendRevisions {
  /** Oldest first; the last one is the revision that was asked for. */
  readonly revisions: readonly TrendRevision[]
  /** Those of the whole history; the older ones may be left out. */
  readonly total: number
}

/**
 * The history that leads to a revision: its line up to it, before that the line which this one forked from, up to the fork, and so on. A
 * newer part of another line is no step of this history. Ordered by ancestry, which dates may contradict.
 */
export async function listTrendRevisions(
  database: Transaction,
  revisionId: number,
  limit: number,
): Promise<TrendRevisions> {
  // the depth is bounded, so that lines which name each other could not turn for ever
  const rows = await database.$queryRaw<(TrendRevision & { readonly total: number })[]>`
    with recursive history as (
      select line_id, ordinal as last_ordinal, 0 as depth from revision where id = ${revisionId}
      union all
      select fork.line_id, fork.ordinal, history.depth + 1
      from history
      join line on line.id = history.line_id
      join revision fork on fork.id = line.forked_from_id
      where history.depth < 100
    )
    select
      revision.id, revision.label, revision.committed_at as "committedAt",
      case when exists (
        select from revision other
        where other.tree_id = revision.tree_id and other.label = revision.label and other.id <> revision.id
      ) then left(revision.commit, 12) else revision.label end as name,
      line.forked_from_id is not null and not exists (
        select from revision earlier
        where earlier.line_id = revision.line_id and earlier.ordinal < revision.ordinal
      ) as "isFork",
      (count(*) over ())::int as total
    from history
    join revision on revision.line_id = history.line_id and revision.ordinal <= history.last_ordinal
    join line on line.id = revision.line_id
    order by history.depth, revision.ordinal desc
    limit ${limit}`
  return {
    revisions: rows.map(({ total: _total, ...revision }) => revision).reverse(),
    total: rows[0]?.total ?? 0,
  }
}
