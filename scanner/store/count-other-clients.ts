import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** How many connections of Pinwatch this database has besides the one that asks. */
export function countOtherClients(db: Database): Promise<number> {
  return withDatabaseErrors('counting clients', async () => {
    const [row] = await db.$queryRaw<{ clients: number }[]>`
      select count(*)::int as clients from pg_stat_activity
      where datname = current_database() and application_name like 'pinwatch%' and pid <> pg_backend_pid()`
    return row?.clients ?? 0
  })
}
