import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { DatabaseError } from './database-error.ts'

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

interface Applied {
  readonly migration_name: string
  readonly checksum: string
  readonly finished_at: Date | null
  readonly logs: string | null
}

/** Prisma's own advisory lock: its command line and this code exclude each other. */
const lockId = 72_707_369

/**
 * What `prisma migrate deploy` does, without its engine: the same files, table, checksums and lock, so that both agree
 * about a database. Each migration and its record are one transaction: one killed in the middle never was.
 * Resolves to the names applied now. Throws `DatabaseError`.
 */
export async function applyMigrations(url: string, directory: string): Promise<readonly string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'pinwatch-migrate',
  })
  try {
    await client.connect()
  } catch (cause) {
    throw new DatabaseError(
      'unreachable',
      `The database does not answer: ${cause instanceof Error ? cause.message : String(cause)}. See that it runs, and that DATABASE_URL is right.`,
      { cause },
    )
  }
  try {
    await client.query('select pg_advisory_lock($1)', [lockId])
    await client.query(recordTable)
    const { rows } = await client.query<Applied>(
      'select migration_name, checksum, finished_at, logs from "_prisma_migrations" where rolled_back_at is null',
    )
    const migrations = listMigrations(directory)
    requireKnown(rows, migrations)
    const done = new Set(rows.map(({ migration_name }) => migration_name))
    const open = migrations.filter(({ name }) => !done.has(name))
    for (const migration of open) await apply(client, migration)
    return open.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

const recordTable = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null, logs text,
  rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

function listMigrations(directory: string): readonly Migration[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

function requireKnown(applied: readonly Applied[], migrations: readonly Migration[]): void {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { migration_name: name, checksum, finished_at, logs } of applied) {
    const known = byName.get(name)
    if (known === undefined) {
      throw new DatabaseError(
        'newer-schema',
        `The database was changed by a newer Pinwatch (migration ${name}). Nothing was touched. Update Pinwatch, or use another database.`,
      )
    }
    if (finished_at === null) {
      throw new DatabaseError(
        'failed-migration',
        `Migration ${name} failed earlier${logs ? `: ${logs}` : ''}. Mend the cause and tell it to Prisma: npx prisma migrate resolve --rolled-back ${name}.`,
      )
    }
    if (known.checksum !== checksum) {
      throw new DatabaseError(
        'changed-migration',
        `Migration ${name} is not the one that was applied to this database. Nothing was touched. Restore the file, or use another database.`,
      )
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query(
      'insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    throw new DatabaseError(
      'failed-migration',
      `Migration ${name} failed, and nothing of it was kept: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}
