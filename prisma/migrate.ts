import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { DatabaseError } from './database-error.ts'
import { explainDatabaseError } from './explain-database-error.ts'
import { checksumOf, isUnchanged, listMigrations, type Migration } from './list-migrations.ts'
import { refusePooler } from './refuse-pooler.ts'

/** Prisma's own advisory lock: its command line and this code exclude each other. */
const lockId = 72_707_369
const lockMsMax = 60_000

/**
 * What `prisma migrate deploy` does, without its engine: the same files, table, checksums and lock, so that both agree
 * about a database. Each migration and its record are one transaction: one killed in the middle never was, and may be
 * tried again. So a migration must not end its transaction, nor hold what cannot run in one (`create index
 * concurrently`). Resolves to the names applied now. Throws `DatabaseError`; only what was applied before stays.
 */
export async function applyMigrations(url: string, directory: string): Promise<readonly string[]> {
  const migrations = listMigrations(directory)
  await refusePooler(url)
  const client = await connect(url)
  try {
    await client.query(sessionSettings)
    await lock(client)
    const records = await readRecords(client)
    refuseMisfit(records, migrations)
    const applied = new Set(records.map(({ name }) => name))
    const open = migrations.filter(({ name }) => !applied.has(name))
    if (open.length > 0) await client.query(recordTable)
    for (const migration of open) await apply(client, migration)
    return open.map(({ name }) => name)
  } finally {
    // the lock goes with the connection
    await client.end().catch(() => {})
  }
}

/**
 * Whatever the role's defaults are: tables go where Prisma's client looks for them, and long statements may be long.
 * Were we killed, the server is to notice during a statement, not after it (servers before 14 lack the setting): until
 * then it holds the lock.
 */
const sessionSettings = `
  set search_path to public;
  set statement_timeout to 0;
  select set_config(name, '1000', false) from pg_settings where name = 'client_connection_check_interval'`

/** As Prisma makes it. */
const recordTable = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

async function connect(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'pinwatch-migrate',
  })
  // a connection that is lost fails the query it is in
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (cause) {
    // a wrong name or password does not pass by waiting
    const explained = explainDatabaseError('connecting', cause)
    if (explained instanceof DatabaseError && explained.code === 'refused') throw explained
    throw new DatabaseError(
      'unreachable',
      `The database does not answer: ${messageOf(cause)}. See that it runs, and that DATABASE_URL is right.`,
      { cause },
    )
  }
}

async function lock(client: Client): Promise<void> {
  try {
    await client.query(`set lock_timeout to ${lockMsMax}`)
    await client.query('select pg_advisory_lock($1)', [lockId])
    await client.query('set lock_timeout to 0')
  } catch (cause) {
    throw new DatabaseError(
      'migrations-locked',
      `Something else has been migrating this database for ${lockMsMax / 1000} s. Wait for it and start again; if nothing ` +
        `should be, end the session that holds the advisory lock ${lockId} (view pg_locks).`,
      { cause },
    )
  }
}

interface MigrationRecord {
  readonly name: string
  readonly checksum: string
  readonly finished: boolean
  readonly logs: string | null
}

async function readRecords(client: Client): Promise<readonly MigrationRecord[]> {
  const { rows: found } = await client.query<{ table: string | null }>(
    `select to_regclass('"_prisma_migrations"')::text as table`,
  )
  if (found[0]?.table == null) return []
  const { rows } = await client.query<MigrationRecord>(
    `select migration_name as name, checksum, finished_at is not null as finished, logs
     from "_prisma_migrations" where rolled_back_at is null order by started_at`,
  )
  return rows
}

/** Throws if the database is not at an earlier point of the same history. */
function refuseMisfit(records: readonly MigrationRecord[], migrations: readonly Migration[]): void {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, checksum, finished, logs } of records) {
    const migration = byName.get(name)
    if (migration === undefined) {
      throw new DatabaseError(
        'newer-schema',
        `The database was changed by a newer Pinwatch (migration ${name}, unknown to this one). Nothing was touched. ` +
          'Update Pinwatch, or use another database.',
      )
    }
    if (!finished) {
      throw new DatabaseError(
        'failed-migration',
        `Migration ${name} failed earlier${logs ? ` (${logs.trim()})` : ''} and may be half applied. Nothing was touched. ` +
          'Restore a backup; or undo by hand what it did and say so with ' +
          `npx prisma migrate resolve --rolled-back ${name}, then start again.`,
      )
    }
    if (!isUnchanged(migration, checksum)) {
      throw new DatabaseError(
        'changed-migration',
        `Migration ${name} is not the one that was applied to this database. Nothing was touched. Restore ` +
          `${name}/migration.sql and put the change into a new migration, or use another database.`,
      )
    }
  }
}

async function apply(client: Client, { name, sql }: Migration): Promise<void> {
  const id = randomUUID()
  try {
    await client.query('begin')
    await client.query('insert into "_prisma_migrations" (id, checksum, migration_name) values ($1, $2, $3)', [
      id,
      checksumOf(sql),
      name,
    ])
    await client.query(sql)
    await client.query(
      'update "_prisma_migrations" set finished_at = clock_timestamp(), applied_steps_count = 1 where id = $1',
      [id],
    )
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    throw new DatabaseError(
      'migration-failed',
      `Migration ${name} failed${lineOf(cause, sql)}: ${messageOf(cause)}. Nothing of it was kept. ` +
        'Remove the cause and start again; if the migration itself is wrong, please report it.',
      { cause },
    )
  }
}

/** Postgres says where a statement went wrong as characters from the start of the text it was sent. */
function lineOf(cause: unknown, sql: string): string {
  const position = cause instanceof Error && 'position' in cause ? Number(cause.position) : 0
  return position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : ''
}

function messageOf(cause: unknown): string {
  // a refused connection to a name of several addresses has its reasons inside
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join(', ')
  return cause instanceof Error ? cause.message : String(cause)
}
