import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from '../with-database-errors.ts'

/** A scan that runs somewhere, and has work for more than one. */
export interface SharedScan {
  readonly id: number
  readonly treeId: number
  readonly slug: string
  readonly source: string
}

/** For less nobody clones a tree. */
const openMin = 4

/** Scans with revisions that nobody prepares yet: those with most first. */
export function listSharedScans(db: Database, analysisVersion: string): Promise<readonly SharedScan[]> {
  return withDatabaseErrors(
    'looking for scans to help with',
    () => db.$queryRaw<SharedScan[]>`
      select scan.id, scan.tree_id as "treeId", tree.slug, tree.source
      from preparation join scan on scan.id = preparation.scan_id join tree on tree.id = scan.tree_id
      where scan.state = 'running' and preparation.worker is null and preparation.analysis_version = ${analysisVersion}
      group by scan.id, tree.id having count(*) >= ${openMin}
      order by count(*) desc, scan.id`,
  )
}
