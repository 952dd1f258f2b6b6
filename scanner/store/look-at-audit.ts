import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Who the database takes us for, and whether that role may change or delete what stands in the audit, were it not for the trigger. */
export interface AuditRights {
  readonly role: string
  readonly mayChange: boolean
}

export async function lookAtAudit(db: Database): Promise<AuditRights> {
  const rows = await withDatabaseErrors(
    'looking at the audit',
    () => db.$queryRaw<AuditRights[]>`
      select current_user::text as role, has_table_privilege('audit_entry', 'update, delete, truncate') as "mayChange"`,
  )
  return rows[0] ?? { role: 'unknown', mayChange: true }
}
