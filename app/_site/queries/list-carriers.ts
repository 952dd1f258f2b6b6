import type { Transaction } from '#prisma/client.ts'
import type { Status } from '#scanner/model/site.ts'

/** The newest revision of a line that still has a bug. */
export interface Carrier {
  readonly slug: string
  readonly treeName: string
  readonly lineId: number
  readonly label: string
  /** What to ask for to get this revision. */
  readonly commit: string
  readonly path: string
  readonly line: number
}

/**
 * Lines of all trees whose newest revision has the site in a status. Sites of several trees are joined by their key. `afterRegression`: only
 * where the line's own history, or what it forked from, saw it converted before. Lines that no branch leads to are nobody's concern.
 */
export async function listCarriers(
  database: Transaction,
  key: string,
  { status, afterRegression }: { readonly status: Status; readonly afterRegression: boolean },
): Promise<readonly Carrier[]> {
  return database.$queryRaw<Carrier[]>`
    with recursive carrying as materialized (
      select
        tree.slug, tree.name, newest.line_id, newest.ordinal, newest.label, newest.commit, newest.committed_at,
        span.site_id, span.path, span.line_number
      from tree
      join site on site.tree_id = tree.id and site.key = ${key}
      join line on line.tree_id = tree.id
      join lateral (
        select * from revision where revision.line_id = line.id order by ordinal desc limit 1
      ) newest on newest.is_reachable
      join site_span span on span.site_id = site.id and span.line_id = newest.line_id
        and span.from_ordinal <= newest.ordinal and span.to_ordinal > newest.ordinal
      where span.status = ${status}
    ),
    history (start_id, site_id, line_id, last_ordinal, depth) as (
      select line_id, site_id, line_id, ordinal, 0 from carrying
      union all
      select history.start_id, history.site_id, fork.line_id, fork.ordinal, history.depth + 1
      from history
      join line on line.id = history.line_id
      join revision fork on fork.id = line.forked_from_id
      where history.depth < 100
    )
    select slug, name as "treeName", line_id as "lineId", label, commit, path, line_number as line
    from carrying
    where ${!afterRegression} or exists (
      select
      from history
      join event on event.site_id = history.site_id and event.kind = 'regressed'
      join revision on revision.id = event.revision_id and revision.line_id = history.line_id
        and revision.ordinal <= history.last_ordinal
      where history.start_id = carrying.line_id
    )
    order by lower(name), slug, committed_at desc, line_id desc`
}
