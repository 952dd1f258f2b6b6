import { createHash } from 'node:crypto'
import type { Database } from '#prisma/client.ts'
import { openEnd } from '#scanner/model/interval.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows by table, as texts in order. */
export type StoreDump = Readonly<Record<string, readonly string[]>>

const tables = [
  'tree',
  'scan',
  'line',
  'revision',
  'site',
  'subsystem',
  'person',
  'site_span',
  'site_remark',
  'file_span',
  'pair',
  'site_subsystem',
  'subsystem_span',
  'subsystem_person',
  'count',
  'person_count',
  'event',
  'event_count',
  'blob_text',
  'blob_facts',
] as const

/** Numbers that a database gives out, times of its clock, and how often a scan was taken up. */
const incidental: ReadonlySet<string> = new Set([
  'id',
  'ordinal',
  'claim',
  'created_at',
  'published_at',
  'started_at',
  'finished_at',
  'updated_at',
])

/**
 * Everything a store holds but what is incidental: rows name each other by slug, key, title, address and commit, a line by its first
 * commit, and intervals begin and end at commits. So two stores with the same content have equal dumps, however they came to it. Throws
 * if an interval begins or ends where no revision is.
 */
export async function dumpStore(db: Database): Promise<StoreDump> {
  const rows = new Map<string, readonly Row[]>()
  for (const table of tables) rows.set(table, await db.$queryRawUnsafe<Row[]>(`select * from "${table}"`))
  const names = nameEverything((table) => rows.get(table) ?? [])
  return Object.fromEntries(
    tables.map((table) => [table, (rows.get(table) ?? []).map((row) => JSON.stringify(describe(row, names))).sort()]),
  )
}

interface Names {
  /** By the name of a column that points to a row: what to call the row with that id. */
  readonly byColumn: ReadonlyMap<string, ReadonlyMap<unknown, string>>
  /** Commits by line and ordinal. */
  readonly commits: ReadonlyMap<string, string>
}

function nameEverything(list: (table: (typeof tables)[number]) => readonly Row[]): Names {
  const named = (table: (typeof tables)[number], nameOf: (row: Row) => string) =>
    new Map(list(table).map((row) => [row.id, nameOf(row)]))
  const trees = named('tree', (row) => String(row.slug))
  const inTree = (row: Row, name: unknown) => `${trees.get(row.tree_id)}: ${name}`
  const sites = named('site', (row) => inTree(row, row.key))
  const revisions = [...list('revision')].sort((a, b) => Number(a.ordinal) - Number(b.ordinal))
  const lines = new Map<unknown, string>()
  for (const row of revisions) if (!lines.has(row.line_id)) lines.set(row.line_id, inTree(row, row.commit))
  return {
    byColumn: new Map([
      ['tree_id', trees],
      ['line_id', lines],
      ['site_id', sites],
      ['acquire_id', sites],
      ['release_id', sites],
      ['forked_from_id', named('revision', (row) => inTree(row, row.commit))],
      ['revision_id', named('revision', (row) => inTree(row, row.commit))],
      ['subsystem_id', named('subsystem', (row) => inTree(row, row.title))],
      ['person_id', named('person', (row) => String(row.email))],
    ]),
    commits: new Map(revisions.map((row) => [`${row.line_id} ${row.ordinal}`, String(row.commit)])),
  }
}

function describe(row: Row, { byColumn, commits }: Names): Row {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => {
      if (incidental.has(column)) return []
      if (column === 'from_ordinal' || column === 'to_ordinal') {
        const commit = value === openEnd ? 'open' : commits.get(`${row.line_id} ${value}`)
        if (commit === undefined) throw new Error(`an interval begins or ends at ${value}, where no revision is`)
        return [[column, commit]]
      }
      const names = byColumn.get(column)
      if (names !== undefined) return [[column, value === null ? null : names.get(value)]]
      if (value instanceof Uint8Array) return [[column, createHash('sha256').update(value).digest('hex')]]
      return [[column, value]]
    }),
  )
}
