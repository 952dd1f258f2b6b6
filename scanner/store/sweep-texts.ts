import type { Database } from '#prisma/client.ts'
import { DatabaseError } from '#prisma/database-error.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/**
 * Forgets texts of files that no revision has any more, when nobody scans: a scan writes texts before the revision that has them. It holds the
 * table of scans for it, so that none begins meanwhile. Resolves to how many went; 0 where scans wait or run, or somebody else holds it.
 */
export async function sweepTexts(db: Database): Promise<number> {
  try {
    return await withDatabaseErrors('clearing texts away', () =>
      db.$transaction(async (tx) => {
        await tx.$executeRaw`select set_config('lock_timeout', '1s', true)`
        await tx.$executeRaw`lock table scan in share mode`
        return tx.$executeRaw`
          delete from blob_text
          where not exists (select from file_span where file_span.oid = blob_text.oid)
            and not exists (select from scan where state in ('queued', 'running'))
            and not exists (select from preparation)`
      }),
    )
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'busy') return 0
    throw error
  }
}
