import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/**
 * Counts again what the planner knows of the tables that a scan fills. The server does so by itself a minute later, and until then it takes
 * full tables for empty ones: pages of a first scan would need seconds. A tenth of a second for a kernel.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  await withDatabaseErrors(
    'counting what was published',
    () =>
      db.$executeRaw`analyze site, site_span, site_remark, file_span, pair, site_subsystem, subsystem, subsystem_span, subsystem_person, event, count, person_count, event_count`,
  )
}
