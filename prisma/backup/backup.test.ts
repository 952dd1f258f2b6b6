import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMigrations } from '#prisma/list-migrations.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { backedUpTables, passingTables, scannedTables } from './backed-up-tables.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const migrations = listMigrations(join(import.meta.dirname, '..', 'migrations')).map(({ name }) => name)
const clients: pg.Client[] = []
afterAll(() => Promise.all(clients.map((client) => client.end())))

async function open() {
  const { url } = await createTestDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  clients.push(client)
  return { url, query: async (sql: string) => (await client.query(sql)).rows }
}

let full: Awaited<ReturnType<typeof open>>
let file = ''
beforeAll(async () => {
  full = await open()
  await full.query(`
    insert into tree (id, slug, name, source, follow_minutes, follow_tags) values (7, 'linux', 'Linux', '/srv/linux', 60, '{v6.*}');
    insert into line (id, tree_id) values (1, 7);
    insert into site (id, tree_id, key) values (41, 7, 'aaaaaaaaaaaaaaaa'), (42, 7, 'bbbbbbbbbbbbbbbb');
    insert into participant (id, email, name) values (3, 'a@example.org', 'A "quoted" \\ name');
    insert into note (id, site_id, made_by_id, text) values (5, 42, 3, E'two\\nlines \\u2028');
    insert into triage (tree_id, site_id, is_decided, verdict, made_by_id, other) values (7, 42, true, 'stays', 3, '{"path":"a.c"}')`)
  file = join(makeFolder(), 'backup.gz')
  await writeBackup(full.url, file, '1.0.0')
})

const rewrite = (change: (text: string) => string): string => {
  const changed = join(makeFolder(), 'changed.gz')
  writeFileSync(changed, gzipSync(change(gunzipSync(readFileSync(file)).toString())))
  return changed
}

test('whoever adds a table says whether a backup holds it', async () => {
  const rows = await full.query(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  )
  const told = [...backedUpTables.map(({ name }) => name), ...scannedTables, ...passingTables]
  expect(told.toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
})

test('what was backed up is restored as it was, and the trees are scanned again', async () => {
  expect(statSync(file).mode & 0o077).toBe(0)
  const empty = await open()
  const { rows } = await restoreBackup({ databaseUrl: empty.url, file, migrations })
  expect(rows).toMatchObject({ tree: 1, site: 1, participant: 1, note: 1, triage: 1, claim: 0 })
  for (const { name } of backedUpTables.filter((table) => table.name !== 'site')) {
    const all = `select * from "${name}" order by 1`
    expect(await empty.query(all), name).toEqual(await full.query(all))
  }
  expect(await empty.query('select key from site')).toEqual([{ key: 'bbbbbbbbbbbbbbbb' }])
  // the next row gets a number of its own
  await empty.query("insert into participant (email, name) values ('b@example.org', 'B')")
})

test.each([
  ['half of it', (text: string) => text.slice(0, text.length / 2), 'is damaged'],
  ['a changed row', (text: string) => text.replace('quoted', 'Quoted'), 'is not what was written'],
  ['more than it', (text: string) => `${text}{}\n`, 'follows its end'],
  ['a later version', (text: string) => text.replace('"pinwatch-backup":1', '"pinwatch-backup":2'), 'newer Pinwatch'],
  ['a later schema', (text: string) => text.replace(/"migration":"\d+/, '"migration":"29990101'), 'newer Pinwatch'],
  ['something else', () => '{"a":1}\n', 'no backup of Pinwatch'],
])('%s is refused, and nothing is written', async (_what, change, message) => {
  const empty = await open()
  const changed = rewrite(change)
  await expect(restoreBackup({ databaseUrl: empty.url, file: changed, migrations })).rejects.toThrow(message)
  expect(await empty.query('select from tree')).toEqual([])
})

test('a file that is none is refused', async () => {
  const plain = join(makeFolder(), 'plain')
  writeFileSync(plain, 'no gzip')
  const restore = (name: string) => restoreBackup({ databaseUrl: full.url, file: name, migrations })
  await expect(restore(plain)).rejects.toThrow('is damaged or no backup')
  await expect(restore('/nonexistent')).rejects.toThrow('cannot be read (ENOENT)')
  await expect(restore(file)).rejects.toThrow('has trees or people already')
})

test('a backup of an older schema gets the defaults of columns that came since', async () => {
  const older = await open()
  await older.query(`
    insert into tree (slug, name, source) values ('old', 'Old', '/srv/old');
    alter table tree drop column follow_failures`)
  const written = join(makeFolder(), 'older.gz')
  await writeBackup(older.url, written, '0.9.0')
  const empty = await open()
  await restoreBackup({ databaseUrl: empty.url, file: written, migrations })
  expect(await empty.query('select slug, follow_failures from tree')).toEqual([{ slug: 'old', follow_failures: 0 }])
})
