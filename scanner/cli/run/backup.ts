import { join, resolve } from 'node:path'
import { restoreBackup } from '#prisma/backup/restore-backup.ts'
import { type BackupSummary, writeBackup } from '#prisma/backup/write-backup.ts'
import { listMigrations } from '#prisma/list-migrations.ts'
import { withDatabaseErrors } from '#scanner/store/with-database-errors.ts'
import type { CliContext } from '../context.ts'
import { version } from '../version.ts'
import { withStore } from '../with-store.ts'

export async function backup(this: CliContext, _flags: Record<never, never>, name: string): Promise<void> {
  const file = resolve(this.process.cwd(), name)
  const summary = await withStore(this, ({ databaseUrl }) =>
    withDatabaseErrors('writing a backup', () => writeBackup(databaseUrl, file, version)),
  )
  this.process.stderr.write(`${file}: ${describe(summary)}.\n`)
}

export async function restore(this: CliContext, _flags: Record<never, never>, name: string): Promise<void> {
  const file = resolve(this.process.cwd(), name)
  const migrations = listMigrations(join(this.root, 'prisma', 'migrations')).map((migration) => migration.name)
  const summary = await withStore(this, ({ databaseUrl }) =>
    withDatabaseErrors('restoring a backup', () => restoreBackup({ databaseUrl, file, migrations })),
  )
  this.process.stderr.write(`Restored ${describe(summary)}. Workers scan the trees again.\n`)
}

const describe = ({ rows }: BackupSummary): string =>
  Object.entries(rows)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => `${count} of ${table}`)
    .join(', ') || 'nothing'
