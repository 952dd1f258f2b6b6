import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'
import { ownerPrefix, type WantedPreparations } from './wanted-preparations.ts'

/**
 * Lets any worker prepare these revisions, in this order. What is offered already stays, but for what another analysis made of it; what an
 * earlier owner of the scan had begun is free again at once, since whoever takes a scan up has taken it from somebody who is gone.
 */
export function offerPreparations(
  db: Database,
  { treeId, scanId, analysisVersion }: WantedPreparations,
  { owner, commits }: { readonly owner: string; readonly commits: readonly string[] },
): Promise<void> {
  return withDatabaseErrors('offering revisions', async () => {
    await db.$executeRaw`
      insert into preparation as known (tree_id, "commit", scan_id, position, analysis_version)
      select ${treeId}, wanted."commit", ${scanId}, wanted.position, ${analysisVersion}
      from unnest(${[...commits]}::text[]) with ordinality wanted ("commit", position)
      on conflict (tree_id, "commit") do update
        set scan_id = excluded.scan_id, position = excluded.position, analysis_version = excluded.analysis_version,
          worker = case
            when known.analysis_version = excluded.analysis_version
              and (known.publication is not null or known.worker = ${owner} or not starts_with(known.worker, ${ownerPrefix}))
              then known.worker
          end,
          publication = case when known.analysis_version = excluded.analysis_version then known.publication end`
  })
}
