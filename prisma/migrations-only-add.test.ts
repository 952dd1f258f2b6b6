import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { listMigrations } from './list-migrations.ts'

const migrations = listMigrations(fileURLToPath(new URL('migrations', import.meta.url)))

const clients: Client[] = []
afterAll(async () => {
  for (const client of clients) await client.end()
})

async function connectEmpty(): Promise<Client> {
  const { url } = await createTestDatabase({ empty: true })
  const client = new Client({ connectionString: url })
  await client.connect()
  clients.unshift(client)
  return client
}

interface Column {
  readonly type: string
  readonly isRequired: boolean
  readonly hasDefault: boolean
}

/** What a row of a table has to fulfil besides. */
interface Rule {
  readonly table: string
  /** As `table.column`; a rule that is fulfilled where any of them is null. */
  readonly unlessNull: readonly string[]
}

/** Columns by table and name, rules by theirs. */
interface Shape {
  readonly columns: ReadonlyMap<string, Column>
  readonly rules: ReadonlyMap<string, Rule>
}

async function readShape(client: Client): Promise<Shape> {
  const columns = await client.query<Column & { name: string }>(`
    select relname || '.' || attname as name, format_type(atttypid, atttypmod) as type, attnotnull as "isRequired",
      atthasdef or attidentity <> '' as "hasDefault"
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped`)
  const rules = await client.query<Rule & { name: string }>(`
    with rule as (
      select conname || ' of ' || conrelid::regclass as name, conrelid as relid,
        case contype when 'f' then conkey else '{}' end as keys
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'x')
      union
      select indexrelid::regclass || ' of ' || indrelid::regclass, indrelid,
        case when indnullsnotdistinct then '{}' else indkey::int2[] end
      from pg_index join pg_class on pg_class.oid = indrelid where indisunique and relnamespace = 'public'::regnamespace
    )
    select name, relname as table, array(
      select relname || '.' || attname from pg_attribute where attrelid = relid and attnum = any(keys)
    ) as "unlessNull"
    from rule join pg_class on pg_class.oid = relid`)
  return {
    columns: new Map(columns.rows.map(({ name, ...column }) => [name, column])),
    rules: new Map(rules.rows.map(({ name, ...rule }) => [name, rule])),
  }
}

/** What of a change a process would stumble over that knows only what was there before. */
function listBreaks(before: Shape, after: Shape): readonly string[] {
  const tables = new Set([...before.columns.keys()].map(tableOf))
  const breaks: string[] = []
  for (const [name, was] of before.columns) {
    const is = after.columns.get(name)
    if (is === undefined) breaks.push(`${name} is gone`)
    else if (is.type !== was.type) breaks.push(`${name} is ${is.type} and was ${was.type}`)
    else if (is.isRequired && !was.isRequired) breaks.push(`${name} may not be empty any more`)
    else if (was.hasDefault && !is.hasDefault && is.isRequired) breaks.push(`${name} has lost its default`)
  }
  for (const [name, { isRequired, hasDefault }] of after.columns)
    if (!before.columns.has(name) && tables.has(tableOf(name)) && isRequired && !hasDefault)
      breaks.push(`${name} is new and has to be given`)
  const isLeftEmpty = (column: string) => !before.columns.has(column) && !after.columns.get(column)?.hasDefault
  for (const [name, { table, unlessNull }] of after.rules)
    if (!before.rules.has(name) && tables.has(table) && !unlessNull.some(isLeftEmpty))
      breaks.push(`${name} is a new rule for rows that were fine`)
  return breaks
}

const tableOf = (column: string): string => column.split('.', 1)[0] ?? ''

async function breaksOf(client: Client, sql: string): Promise<readonly string[]> {
  const before = await readShape(client)
  await client.query(sql)
  return listBreaks(before, await readShape(client))
}

/** No release was before these. */
const unreleased = ['20261123000000_history']

test('a process of the release before goes on with the tables of the next: migrations only add', async () => {
  const client = await connectEmpty()
  for (const { name, sql } of migrations) {
    const breaks = await breaksOf(client, sql)
    if (!unreleased.includes(name)) expect(breaks, name).toEqual([])
  }
})

test.each([
  ['alter table kept drop column name', 'kept.name is gone'],
  ['alter table kept rename column name to title', 'kept.name is gone'],
  ['drop table kept', 'kept.id is gone'],
  ['alter table kept alter column name type varchar(10)', 'kept.name is character varying(10) and was text'],
  ['alter table kept alter column name set not null', 'kept.name may not be empty any more'],
  ['alter table kept alter column id drop default', 'kept.id has lost its default'],
  ['alter table kept add column more text not null', 'kept.more is new and has to be given'],
  ['alter table kept add unique (name)', 'kept_name_key of kept is a new rule for rows that were fine'],
  [
    "alter table kept add column more text default '', add unique (more)",
    'kept_more_key of kept is a new rule for rows that were fine',
  ],
  ['alter table kept add check (id > 1)', 'kept_id_check of kept is a new rule for rows that were fine'],
])('%s would be found', async (sql, found) => {
  const client = await connectEmpty()
  await client.query('create table kept (id int not null default 1, name text)')
  expect(await breaksOf(client, sql)).toContain(found)
})

test('what is added to a table, and new tables with rules of their own, are fine', async () => {
  const client = await connectEmpty()
  await client.query('create table kept (id int primary key, name text)')
  const sql = `alter table kept add column more text, add column state text not null default 'new';
    alter table kept add column mark text unique, add column of_id int references kept (id);
    create table added (id int primary key, kept_id int not null references kept (id), unique (kept_id))`
  expect(await breaksOf(client, sql)).toEqual([])
})
