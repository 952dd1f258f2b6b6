import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'
import { silenceSecondsMax, type WantedPreparations } from './wanted-preparations.ts'

/** Revisions that somebody could prepare, in the order in which they are wanted; `null`: the scan does not run any more. */
export async function listOpenPreparations(
  db: Database,
  { treeId, scanId, analysisVersion }: WantedPreparations,
): Promise<readonly string[] | null> {
  const rows = await withDatabaseErrors(
    'looking for revisions to prepare',
    () => db.$queryRaw<{ commit: string | null }[]>`
      select preparation."commit" from scan left join preparation
        on preparation.scan_id = scan.id and preparation.analysis_version = ${analysisVersion} and publication is null
          and (worker is null or preparation.updated_at < now() - make_interval(secs => ${silenceSecondsMax}))
      where scan.id = ${scanId} and scan.tree_id = ${treeId} and scan.state = 'running'
      order by preparation.position`,
  )
  return rows.length === 0 ? null : rows.flatMap(({ commit }) => (commit === null ? [] : [commit]))
}
