import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { backedUpTables } from './backed-up-tables.ts'
import { BackupError } from './backup-error.ts'
import type { BackupSummary } from './write-backup.ts'

export interface RestoreOptions {
  readonly databaseUrl: string
  readonly file: string
  /** Migrations that this version knows; a backup of a later one is refused. */
  readonly migrations: readonly string[]
}

/**
 * Restores a backup into a database that has neither trees nor people, and asks for a scan of what each tree had. The whole file is checked
 * first; then it is one transaction. Of an older schema each row gets the columns that it has, and the defaults of those that came since.
 * Throws `BackupError`.
 */
export async function restoreBackup({ databaseUrl, file, migrations }: RestoreOptions): Promise<BackupSummary> {
  await check(file, migrations)
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'pinwatch-restore' })
  await client.connect()
  const rows: Record<string, number> = {}
  try {
    await client.query('begin')
    // what happened before the backup is no news
    await client.query("set local pinwatch.quiet = 'on'")
    await requireEmpty(client)
    let batch: Batch = { table: '', rows: [] }
    const flush = async () => {
      if (batch.rows.length > 0) await insert(client, batch)
      rows[batch.table] = (rows[batch.table] ?? 0) + batch.rows.length
      batch = { table: batch.table, rows: [] }
    }
    for await (const value of readLines(file)) {
      if (isHeader(value) || 'end' in value) continue
      if (isTable(value)) {
        await flush()
        batch = { table: value.table, rows: [] }
        continue
      }
      batch.rows.push(value)
      if (batch.rows.length >= rowsAtOnce) await flush()
    }
    await flush()
    await moveSequences(client)
    await client.query('commit')
    const { '': _, wanted: __, ...counted } = rows
    return { rows: counted }
  } finally {
    await client.end().catch(() => {})
  }
}

type Line = Readonly<Record<string, unknown>>

interface Batch {
  readonly table: string
  readonly rows: Line[]
}

const rowsAtOnce = 500

const isHeader = (line: Line): boolean => 'pinwatch-backup' in line
/** A row never has this column alone. */
const isTable = (line: Line): line is Line & { readonly table: string } =>
  typeof line.table === 'string' && Object.keys(line).length === 1

/** Throws unless the file is whole, as it was written, and of a version that we know. */
async function check(file: string, migrations: readonly string[]): Promise<void> {
  const hash = createHash('sha256')
  const known: ReadonlySet<string> = new Set([...backedUpTables.map(({ name }) => name), 'wanted'])
  let number = 0
  let isWhole = false
  const damaged = (why: string) =>
    new BackupError(`${file} is damaged: ${why}. Nothing was written. Take another backup of it.`)
  for await (const { line, text } of readTexts(file)) {
    number++
    if (isWhole) throw damaged(`line ${number} follows its end`)
    if (number === 1) requireKnown(file, line, migrations)
    if (line.end === true) {
      if (line.sha256 !== hash.digest('hex')) throw damaged('its content is not what was written')
      isWhole = true
      continue
    }
    hash.update(`${text}\n`)
    if (isTable(line) && !known.has(line.table))
      throw new BackupError(
        `${file} is of a newer Pinwatch: it holds ${line.table}. Nothing was written. Update Pinwatch.`,
      )
  }
  if (!isWhole) throw damaged('its end is missing')
}

function requireKnown(file: string, header: Line, migrations: readonly string[]): void {
  if (header['pinwatch-backup'] === undefined)
    throw new BackupError(`${file} is no backup of Pinwatch. Nothing was written.`)
  const isNewer = header['pinwatch-backup'] !== 1 || !migrations.includes(String(header.migration))
  if (isNewer)
    throw new BackupError(
      `${file} is of a newer Pinwatch (${String(header.pinwatch)}, ${String(header.migration)}). Nothing was written. Update Pinwatch.`,
    )
}

async function* readLines(file: string): AsyncGenerator<Line> {
  for await (const { line } of readTexts(file)) yield line
}

async function* readTexts(file: string): AsyncGenerator<{ readonly line: Line; readonly text: string }> {
  const source = createReadStream(file)
  const input = source.pipe(createGunzip())
  source.on('error', (error) => input.destroy(error))
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const line: unknown = JSON.parse(text)
      if (typeof line !== 'object' || line === null) throw new SyntaxError('no object')
      yield { line: line as Line, text }
    }
  } catch (cause) {
    if (cause instanceof BackupError) throw cause
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new BackupError(`${file} cannot be read (${code}). Name a file that pinwatch backup has written.`, {
        cause,
      })
    throw new BackupError(`${file} is damaged or no backup of Pinwatch. Nothing was written.`, { cause })
  }
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isUsed: boolean }>(
    'select exists (select from tree) or exists (select from participant) or exists (select from "user") as "isUsed"',
  )
  if (rows[0]?.isUsed !== false)
    throw new BackupError('The database has trees or people already. Nothing was written. Restore into an empty one.')
}

async function insert(client: pg.Client, { table, rows }: Batch): Promise<void> {
  if (table === 'wanted') return wish(client, rows)
  const { rows: found } = await client.query<{ name: string }>(
    'select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = $1',
    [table],
  )
  const present = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = found.flatMap(({ name }) => (present.has(name) ? [`"${name}"`] : [])).join(', ')
  await client.query(
    `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}

/** Scans make again what is not in the backup. */
async function wish(client: pg.Client, rows: readonly Line[]): Promise<void> {
  await client.query(
    `insert into scan (tree_id, revisions, tags)
     select tree_id, revisions[1:1000], '{}'
     from jsonb_to_recordset($1::jsonb) as wanted(tree_id int, revisions text[])`,
    [JSON.stringify(rows)],
  )
}

/** Rows came with their numbers: the next one gets the one behind. */
async function moveSequences(client: pg.Client): Promise<void> {
  for (const { name } of backedUpTables) {
    const { rows } = await client.query<{ sequence: string | null }>(
      `select case when exists (
         select from information_schema.columns where table_schema = current_schema() and table_name = $1 and column_name = 'id'
       ) then pg_get_serial_sequence(quote_ident($1), 'id') end as sequence`,
      [name],
    )
    const sequence = rows[0]?.sequence
    if (sequence != null)
      await client.query(`select setval($1, greatest((select max(id) from "${name}"), 1))`, [sequence])
  }
}
