import type { Database } from '#prisma/client.ts'
import type { ScanClaim } from './scan-claim.ts'
import { storable } from './storable.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/**
 * Gives a scan back for want of room, which comes by somebody's doing: it waits a minute, then twice as long each time, up to a quarter of an
 * hour. `error` says which disk is full. What was published stays. False if the claim is lost.
 */
export function postponeScan(db: Database, { id, claim }: ScanClaim, error: string): Promise<boolean> {
  return withDatabaseErrors('putting a scan off', async () => {
    const changed = await db.$executeRaw`
      update scan
      set state = 'queued', claim = claim + 1, postponed = postponed + 1, label = null, progress = null, phase = null, started_at = null,
        updated_at = now(), error = ${storable(error)},
        resume_at = now() + least(interval '15 minutes', interval '1 minute' * power(2, least(postponed, 8)))
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
