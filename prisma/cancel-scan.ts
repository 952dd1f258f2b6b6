import type { Transaction } from './client.ts'
import { explainDatabaseError } from './explain-database-error.ts'

/**
 * Ends a scan that waits or runs. Raising the claim refuses whatever its worker still writes, and tells that worker to stop at its next sign
 * of life. What was published stays. False if it was over already.
 */
export async function cancelScan(db: Transaction, id: number): Promise<boolean> {
  try {
    const changed = await db.$executeRaw`
      update scan
      set state = 'cancelled', claim = claim + 1, progress = null, finished_at = now(), updated_at = now()
      where id = ${id} and state in ('queued', 'running')`
    return changed === 1
  } catch (error) {
    throw explainDatabaseError('cancelling a scan', error)
  }
}
