import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface QueuedScan {
  readonly id: number
  readonly treeId: number
}

/** Scans that wait for a worker, oldest first. */
export function listQueuedScans(db: Database): Promise<readonly QueuedScan[]> {
  return withDatabaseErrors('listing queued scans', () =>
    db.scan.findMany({ where: { state: 'queued' }, orderBy: { id: 'asc' }, select: { id: true, treeId: true } }),
  )
}
