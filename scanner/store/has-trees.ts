import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Whether anything is tracked yet. */
export function hasTrees(db: Database): Promise<boolean> {
  return withDatabaseErrors(
    'looking for trees',
    async () => (await db.tree.findFirst({ select: { id: true } })) !== null,
  )
}
