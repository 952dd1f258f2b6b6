import { changeTree as change, type TreeChange } from '#prisma/change-tree.ts'
import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** As `prisma/change-tree.ts`, for jobs and the command line. */
export const changeTree = (db: Database, id: number, wanted: TreeChange): Promise<void> =>
  withDatabaseErrors('changing a tree', () => change(db, id, wanted))
