import { join } from 'node:path'
import { applyMigrations } from '#prisma/migrate.ts'
import { type Environment, parseEnvironment } from '#scanner/environment.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import type { CliContext } from './context.ts'
import { openDatabase } from './open-database.ts'

export interface StoreContext {
  readonly db: Store
  readonly databaseUrl: string
  readonly environment: Environment
}

/** Runs an act of whoever looks after a server on its database, brought up to date first. */
export async function withStore<T>(
  { process, root }: CliContext,
  act: (context: StoreContext) => Promise<T>,
): Promise<T> {
  const environment = parseEnvironment(process.env, root, ['PINWATCH_HOME', 'DATABASE_URL'])
  const database = await openDatabase(environment, root)
  const db = openStore(database.url)
  try {
    await applyMigrations(database.url, join(root, 'prisma', 'migrations'))
    return await act({ db, databaseUrl: database.url, environment })
  } finally {
    await db.$disconnect().catch(() => {})
    await database.close()
  }
}
