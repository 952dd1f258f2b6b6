import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { Database } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

/** What this analysis made of a revision, wherever it ran; `null` while nobody has. */
export async function getPreparation(
  db: Database,
  {
    treeId,
    commit,
    analysisVersion,
  }: { readonly treeId: number; readonly commit: string; readonly analysisVersion: string },
): Promise<Publication | null> {
  const [row] = await withDatabaseErrors(
    'looking for a revision',
    () => db.$queryRaw<{ publication: Uint8Array }[]>`
      select publication from preparation
      where tree_id = ${treeId} and "commit" = ${commit} and analysis_version = ${analysisVersion} and publication is not null`,
  )
  if (row === undefined) return null
  // our own rows, written by this very analysis
  const parsed: Publication = JSON.parse((await promisify(inflate)(row.publication)).toString())
  return { ...parsed, committedAt: new Date(parsed.committedAt) }
}
