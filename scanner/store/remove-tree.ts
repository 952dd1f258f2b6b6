import type { Database } from '#prisma/client.ts'
import { removalMsMax, removeTree as remove } from '#prisma/remove-tree.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** As `prisma/remove-tree.ts`, in a transaction of its own. */
export const removeTree = (db: Database, treeId: number): Promise<void> =>
  withDatabaseErrors('removing a tree', () =>
    db.$transaction((tx) => remove(tx, treeId), { timeout: removalMsMax, maxWait: 10_000 }),
  )
