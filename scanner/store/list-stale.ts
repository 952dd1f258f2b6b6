import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface StaleRevision {
  readonly commit: string
  readonly label: string
}

/**
 * Published revisions that are to be published anew: by this analysis, or with the identities that the revision before them has now. Each
 * comes behind those on its line before it; publishing one may make the next stale.
 */
export function listStale(db: Database, treeId: number, analysisVersion: string): Promise<readonly StaleRevision[]> {
  return withDatabaseErrors(
    'listing revisions',
    () => db.$queryRaw<StaleRevision[]>`
      with stood as (
        select revision.commit, revision.label, revision.line_id, revision.ordinal, revision.analysis_version, revision.basis,
          case when lag(revision.id) over line is null then base.identities
            else lag(revision.identities) over line end as before
        from revision join line stands on stands.id = revision.line_id
          left join revision base on base.id = stands.forked_from_id
        where revision.tree_id = ${treeId}
        window line as (partition by revision.line_id order by revision.ordinal)
      )
      select commit, label from stood
      where analysis_version <> ${analysisVersion} or basis is distinct from before
      order by line_id, ordinal`,
  )
}
