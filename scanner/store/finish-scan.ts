import type { Database } from '#prisma/client.ts'
import type { ScanClaim } from './scan-claim.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Every revision asked for is published. False if the claim is lost: then another worker says so. */
export function finishScan(db: Database, { id, claim }: ScanClaim): Promise<boolean> {
  return withDatabaseErrors('finishing a scan', async () => {
    const changed = await db.$executeRaw`
      update scan
      set state = 'done', phase = null, label = null, progress = null, finished_at = now(), updated_at = now()
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
