import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface ScanState {
  readonly id: number
  readonly slug: string
  readonly state: string
  readonly phase: string | null
  readonly label: string | null
  readonly revisionsDone: number
  readonly revisionsAll: number | null
  readonly progress: number | null
  readonly error: string | null
}

/** Where scans are: these, and every other that is queued or runs. */
export function listScanStates(db: Database, ids: readonly number[]): Promise<readonly ScanState[]> {
  return withDatabaseErrors(
    'listing scans',
    () => db.$queryRaw<ScanState[]>`
      select scan.id, tree.slug, scan.state, scan.phase, scan.label, scan.revisions_done as "revisionsDone",
        scan.revisions_all as "revisionsAll", scan.progress, scan.error
      from scan join tree on tree.id = scan.tree_id
      where scan.id = any(${ids}::int[]) or scan.state in ('queued', 'running')
      order by scan.id`,
  )
}
