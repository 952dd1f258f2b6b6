import type { Database } from '#prisma/client.ts'
import { type CheckClaim, leaseSeconds } from './claim-check.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Says that a check's worker lives. False if the claim is lost. */
export function touchCheck(db: Database, { id, claim }: CheckClaim): Promise<boolean> {
  return withDatabaseErrors('saying that a check runs', async () => {
    const changed = await db.$executeRaw`
      update gate_check set lease_until = now() + make_interval(secs => ${leaseSeconds})
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
