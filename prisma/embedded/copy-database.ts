import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { DatabaseError } from '../database-error.ts'
import { listMigrations } from '../list-migrations.ts'
import { applyMigrations } from '../migrate.ts'
import type { Place } from './place.ts'

export interface CopyOptions {
  /** Addresses of two databases on this machine, as superuser; the second is empty. */
  readonly from: string
  readonly to: string
  /** Folder with our migrations. */
  readonly migrations: string
  /** Of the second one: who runs both servers, and where files of them may lie. */
  readonly place: Place
}

interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

/**
 * Copies our tables from one server to another. The second gets the tables that the first has, by the same migrations; what came since is for
 * whoever starts it. Each table goes through a file that the one server writes and the other reads: no row passes through here. The queue is
 * made anew by the next worker. Throws `DatabaseError` for tables of a newer Pinwatch, and where not all has arrived.
 */
export async function copyDatabase({ from, to, migrations, place }: CopyOptions): Promise<void> {
  const source = await connect(from)
  const target = await connect(to)
  const folder = join(dirname(place.dataDirectory), `copied-${process.pid}`)
  try {
    if (!(await isMigrated(source))) return
    await applySame(source, to, migrations)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { mode: 0o700 })
    if (place.account !== null) chownSync(folder, place.account.uid, place.account.gid)
    await source.query('begin isolation level repeatable read read only')
    await target.query('begin')
    // what the tables do of themselves was done there
    await target.query("set local session_replication_role = 'replica'")
    const tables = await listTables(source)
    // migrations may have put something in
    await target.query(`truncate ${tables.map(({ name }) => target.escapeIdentifier(name)).join(', ')}`)
    for (const table of tables) await copyTable(source, target, table, join(folder, 'rows'))
    await copySequences(source, target)
    await target.query('commit')
    await target.query('analyze')
  } finally {
    await source.end().catch(() => {})
    await target.end().catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'pinwatch-copy' })
  client.on('error', () => {})
  await client.connect()
  await client.query('set search_path to public; set statement_timeout to 0')
  return client
}

async function isMigrated(source: Client): Promise<boolean> {
  const { rows } = await source.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  )
  return rows[0]?.there === true
}

async function applySame(source: Client, to: string, migrations: string): Promise<void> {
  const { rows } = await source.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null',
  )
  const known = new Set(listMigrations(migrations).map(({ name }) => name))
  const unknown = rows.find(({ name }) => !known.has(name))
  if (unknown !== undefined)
    throw new DatabaseError(
      'newer-schema',
      `The old data are of a newer Pinwatch, with ${unknown.name}. Nothing was changed. Start that version, or a later one.`,
    )
  const same = mkdtempSync(join(tmpdir(), 'pinwatch-migrations-'))
  try {
    for (const { name } of rows) cpSync(join(migrations, name), join(same, name), { recursive: true })
    await applyMigrations(to, same)
  } finally {
    rmSync(same, { recursive: true, force: true })
  }
}

async function listTables(source: Client): Promise<readonly Table[]> {
  const { rows } = await source.query<Table>(`
    select relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> '_prisma_migrations'
      and attnum > 0 and not attisdropped and attgenerated = ''
    group by relname order by relname`)
  return rows
}

async function copyTable(source: Client, target: Client, { name, columns }: Table, file: string): Promise<void> {
  const what = `${target.escapeIdentifier(name)} (${columns.map((column) => target.escapeIdentifier(column)).join(', ')})`
  const written = await source.query(`copy ${what} to ${target.escapeLiteral(file)}`)
  const read = await target.query(`copy ${what} from ${target.escapeLiteral(file)}`)
  if (written.rowCount !== read.rowCount)
    throw new DatabaseError(
      'data-damaged',
      `Of ${name} ${written.rowCount} rows were written and ${read.rowCount} read. Nothing of the old data was changed.`,
    )
}

async function copySequences(source: Client, target: Client): Promise<void> {
  const { rows } = await source.query<{ name: string; last: string }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' and last_value is not null`,
  )
  for (const { name, last } of rows) await target.query('select setval($1, $2)', [target.escapeIdentifier(name), last])
}
