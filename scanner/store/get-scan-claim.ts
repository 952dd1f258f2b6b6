import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Whether a scan runs, and by which claim; `null` if it was removed. */
export function getScanClaim(
  db: Database,
  id: number,
): Promise<{ readonly state: string; readonly claim: number } | null> {
  return withDatabaseErrors('looking at a scan', () =>
    db.scan.findUnique({ where: { id }, select: { state: true, claim: true } }),
  )
}
