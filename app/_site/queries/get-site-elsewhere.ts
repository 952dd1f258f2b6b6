import type { Transaction } from '#prisma/client.ts'

export interface SiteElsewhere {
  readonly siteId: number
  /** Line of that revision. */
  readonly lineId: number
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  /** The latest revision with the site, by the date of its commit. */
  readonly revision: { readonly label: string; readonly commit: string }
}

/** Where a site is that the chosen revision does not have; `null` if no revision of the tree has it. */
export async function getSiteElsewhere(
  database: Transaction,
  treeId: number,
  key: string,
): Promise<SiteElsewhere | null> {
  const rows = await database.$queryRaw<(Omit<SiteElsewhere, 'revision'> & SiteElsewhere['revision'])[]>`
    select
      site.id as "siteId", span.line_id as "lineId", span.path, span.line_number as line, span.function, span.api,
      revision.label, revision.commit
    from site
    join site_span span on span.site_id = site.id
    join revision on revision.line_id = span.line_id
      and revision.ordinal >= span.from_ordinal and revision.ordinal < span.to_ordinal
    where site.tree_id = ${treeId} and site.key = ${key}
    order by revision.committed_at desc, revision.id desc
    limit 1`
  const row = rows[0]
  if (row === undefined) return null
  const { label, commit, ...site } = row
  return { ...site, revision: { label, commit } }
}
