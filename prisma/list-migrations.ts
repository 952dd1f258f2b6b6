import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from './database-error.ts'

export interface Migration {
  /** Of its folder; begins with a date, so that names sort in order. */
  readonly name: string
  readonly sql: string
}

/** The migrations of a folder in the order they apply. Throws `DatabaseError` if there are none, or half of one. */
export function listMigrations(directory: string): readonly Migration[] {
  const names = existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : []
  const folders = names.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const file = (name: string) => join(directory, name, 'migration.sql')
  const missing = folders.find((name) => !existsSync(file(name)))
  if (folders.length === 0 || missing !== undefined) {
    throw new DatabaseError(
      'no-migrations',
      `${missing === undefined ? `There are no migrations in ${directory}` : `${file(missing)} is missing`}. ` +
        'This Pinwatch is incomplete: install it again.',
    )
  }
  return folders.sort().map((name) => ({ name, sql: readFileSync(file(name), 'utf8') }))
}

/** As Prisma computes it. */
export function checksumOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}

/** Whether a checksum is of this migration, also if git has changed its line ends since. */
export function isUnchanged({ sql }: Migration, checksum: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n')
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some((text) => checksumOf(text) === checksum)
}
