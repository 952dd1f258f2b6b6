import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** A scan that runs says so every few seconds; one that was silent for so long has lost its process. */
const silenceSecondsMax = 60

export interface OpenScan {
  readonly id: number
  readonly treeId: number
  /** Raised whenever it is taken up: tells this time from earlier ones. */
  readonly claim: number
}

/**
 * Scans that a worker may take up now, at most one of each tree: the oldest that is queued, and not put off, where none runs, or one that was running in a
 * process that is gone.
 */
export function listOpenScans(db: Database): Promise<readonly OpenScan[]> {
  return withDatabaseErrors(
    'listing queued scans',
    () => db.$queryRaw<OpenScan[]>`
      select distinct on (tree_id) id, tree_id as "treeId", claim from scan
      where state = 'running' and updated_at < now() - make_interval(secs => ${silenceSecondsMax})
        or state = 'queued' and (resume_at is null or resume_at <= now()) and not exists (
          select from scan other where other.tree_id = scan.tree_id and other.state = 'running'
        )
      order by tree_id, id`,
  )
}
