import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** A scan that runs says so every few seconds; one that was silent for so long has lost its process. */
const silenceSecondsMax = 60

/**
 * Scans that a worker may take up now, at most one of each tree: the oldest that is queued where none runs, or one that was running in a
 * process that is gone.
 */
export function listOpenScans(db: Database): Promise<readonly number[]> {
  return withDatabaseErrors('listing queued scans', async () => {
    const rows = await db.$queryRaw<{ id: number }[]>`
      select distinct on (tree_id) id from scan
      where state = 'running' and updated_at < now() - make_interval(secs => ${silenceSecondsMax})
        or state = 'queued' and not exists (
          select from scan other where other.tree_id = scan.tree_id and other.state = 'running'
        )
      order by tree_id, id`
    return rows.map(({ id }) => id)
  })
}
