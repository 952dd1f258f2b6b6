import type { Database } from '#prisma/client.ts'
import type { CheckClaim } from './claim-check.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Gives a check back, to be taken up again in so many seconds. `error` is what its page says meanwhile. False if the claim is lost. */
export function putOffCheck(
  db: Database,
  { id, claim }: CheckClaim,
  { seconds, error }: { readonly seconds: number; readonly error: string | null },
): Promise<boolean> {
  return withDatabaseErrors('giving a check back', async () => {
    const changed = await db.$executeRaw`
      update gate_check
      set state = 'queued', error = ${error}, lease_until = now() + make_interval(secs => ${seconds})
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
