import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'
import { silenceSecondsMax, type WantedPreparations } from './wanted-preparations.ts'

/** Takes the first of these revisions that nobody prepares, or whose worker is gone; `null`: there is none. Nobody else gets it then. */
export function claimPreparation(
  db: Database,
  { treeId, scanId, analysisVersion }: WantedPreparations,
  { worker, commits }: { readonly worker: string; readonly commits: readonly string[] },
): Promise<string | null> {
  return withDatabaseErrors('taking a revision', async () => {
    const [claimed] = await db.$queryRaw<{ commit: string }[]>`
      update preparation set worker = ${worker}, updated_at = now()
      where (tree_id, "commit") = (
        select tree_id, "commit" from preparation
        where tree_id = ${treeId} and scan_id = ${scanId} and analysis_version = ${analysisVersion}
          and "commit" = any(${[...commits]}::text[]) and publication is null
          and (worker is null or updated_at < now() - make_interval(secs => ${silenceSecondsMax}))
        order by position limit 1 for update skip locked
      )
      returning "commit"`
    return claimed?.commit ?? null
  })
}
