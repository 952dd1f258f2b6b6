import type { Database } from '#prisma/client.ts'
import type { ScanClaim } from './scan-claim.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Gives a scan back unfinished: its worker stops, and another may take it up. False if the claim is lost already. */
export function releaseScan(db: Database, { id, claim }: ScanClaim): Promise<boolean> {
  return withDatabaseErrors('giving a scan back', async () => {
    const changed = await db.$executeRaw`
      update scan
      set state = 'queued', claim = claim + 1, phase = null, label = null, progress = null, started_at = null,
        updated_at = now()
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
