import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { type BackedUpTable, backedUpTables } from './backed-up-tables.ts'
import { BackupError } from './backup-error.ts'

export interface BackupSummary {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>
}

/**
 * Writes a backup: gzipped lines of JSON. First `{"pinwatch-backup":1,…}`, then for each table `{"table":…}` and a line for each row, at last
 * `{"end":true,"sha256":…}` of all lines before. Of one moment, whatever is written meanwhile. The file appears when it is whole, for its
 * owner alone: it holds digests of tokens and addresses of people.
 */
export async function writeBackup(databaseUrl: string, file: string, version: string): Promise<BackupSummary> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'pinwatch-backup' })
  await client.connect()
  const partial = `${file}.${process.pid}.partial`
  const rows: Record<string, number> = {}
  try {
    await client.query('begin isolation level repeatable read read only')
    const target = createWriteStream(partial, { mode: 0o600, flags: 'wx' })
    await pipeline(lines(client, version, rows), createGzip(), target)
    await rename(partial, file)
    return { rows }
  } catch (cause) {
    await rm(partial, { force: true })
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (!/^E[A-Z]+$/.test(code)) throw cause
    throw new BackupError(
      `${file} cannot be written (${code}). Name a file in a folder that you can write and that has room.`,
      {
        cause,
      },
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function* lines(client: pg.Client, version: string, rows: Record<string, number>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    return text
  }
  const { rows: newest } = await client.query<{ migration: string }>(
    'select max(migration_name) as migration from "_prisma_migrations" where finished_at is not null',
  )
  yield line({ 'pinwatch-backup': 1, pinwatch: version, migration: newest[0]?.migration ?? '', at: new Date() })
  for (const table of backedUpTables) {
    yield line({ table: table.name })
    let count = 0
    for await (const row of readRows(client, table)) {
      count++
      yield line(row)
    }
    rows[table.name] = count
  }
  // what each tree had, so that it can be scanned again
  yield line({ table: 'wanted' })
  const { rows: wanted } = await client.query(
    'select tree_id, array_agg(commit order by committed_at desc) as revisions from revision group by tree_id',
  )
  for (const row of wanted) yield line(row)
  yield `${JSON.stringify({ end: true, sha256: hash.digest('hex') })}\n`
}

const rowsAtOnce = 1000

/** By a cursor: memory does not grow with the table. */
async function* readRows(
  client: pg.Client,
  { name, where = 'true', without = [] }: BackedUpTable,
): AsyncGenerator<unknown> {
  // names and conditions are our own
  await client.query(
    `declare backup no scroll cursor for select to_jsonb("${name}") as row from "${name}" where ${where}`,
  )
  for (;;) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(`fetch ${rowsAtOnce} from backup`)
    for (const { row } of rows) {
      for (const column of without) row[column] = null
      yield row
    }
    if (rows.length < rowsAtOnce) break
  }
  await client.query('close backup')
}
