import type { Database } from '#prisma/client.ts'
import type { CheckClaim } from './claim-check.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface CheckEnd {
  readonly state: 'done' | 'failed'
  /** The check run on GitHub; `null`: there is none. */
  readonly link: string | null
  /** Why it could not be made, or not be told. */
  readonly error: string | null
}

/** A check is over. False if the claim is lost. */
export function endCheck(db: Database, { id, claim }: CheckClaim, { state, link, error }: CheckEnd): Promise<boolean> {
  return withDatabaseErrors('ending a check', async () => {
    const changed = await db.$executeRaw`
      update gate_check
      set state = ${state}, link = coalesce(${link}, link), error = ${error}, lease_until = null, finished_at = now()
      where id = ${id} and claim = ${claim} and state = 'running'`
    return changed === 1
  })
}
