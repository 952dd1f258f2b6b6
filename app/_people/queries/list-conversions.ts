import type { Transaction } from '#prisma/client.ts'

/** A site that a commit of somebody converted. */
export interface Conversion {
  readonly tree: string
  readonly treeName: string
  readonly key: string
  readonly path: string
  readonly line: number
  readonly api: string
  readonly commit: string
  readonly subject: string | null
  readonly authoredAt: Date | null
  /** Label of the revision that has it first. */
  readonly revision: string
}

/** Acquires that commits of these addresses converted, the newest first. `.mailmap` of each tree says which commits these are. */
export async function listConversions(
  database: Transaction,
  emails: readonly string[],
  limit: number,
): Promise<readonly Conversion[]> {
  return database.$queryRaw<Conversion[]>`
    with found as (
      select distinct on (site.tree_id, event.site_id, event.commit) event.*, site.tree_id, site.key,
        revision.label as revision, revision.line_id, revision.ordinal
      from event
      join site on site.id = event.site_id
      join revision on revision.id = event.revision_id
      where event.kind = 'converted' and event.commit is not null and (
        lower(event.author_email) = any(${emails}::text[])
        or exists (
          select from mail_alias alias
          where alias.tree_id = site.tree_id and alias.email = lower(event.author_email)
            and alias.proper_email = any(${emails}::text[]) and alias.commit_name = event.author_name
        )
      )
      order by site.tree_id, event.site_id, event.commit, revision.committed_at
    )
    select tree.slug as tree, tree.name as "treeName", found.key, span.path, span.line_number as line, span.api,
      found.commit, found.subject, found.authored_at as "authoredAt", found.revision
    from found
    join tree on tree.id = found.tree_id
    join site_span span on span.site_id = found.site_id and span.line_id = found.line_id
      and span.from_ordinal <= found.ordinal and span.to_ordinal > found.ordinal and span.role = 'acquire'
    order by found.authored_at desc nulls last, found.id desc
    limit ${limit}::int`
}
