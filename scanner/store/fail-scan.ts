import type { Database } from '#prisma/client.ts'
import type { ScanClaim } from './scan-claim.ts'
import { storable } from './storable.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/**
 * Ends a scan that cannot go on; `error` says in a sentence or two why and what to do. Phase and label stay: they tell where it ended.
 * What was published before stays too. False if the claim is lost.
 */
export function failScan(db: Database, { id, claim }: ScanClaim, error: string): Promise<boolean> {
  return withDatabaseErrors('ending a scan', async () => {
    const changed = await db.$executeRaw`
      update scan set state = 'failed', error = ${storable(error)}, finished_at = now(), updated_at = now()
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
