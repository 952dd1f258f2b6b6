import type { Database } from '#prisma/client.ts'
import type { ScanClaim } from './scan-claim.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Says that a scan's worker lives. False if the claim is lost: another runs it, or somebody cancelled it. */
export function touchScan(db: Database, { id, claim }: ScanClaim): Promise<boolean> {
  return withDatabaseErrors('saying that a scan runs', async () => {
    const changed = await db.$executeRaw`
      update scan set updated_at = now() where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
