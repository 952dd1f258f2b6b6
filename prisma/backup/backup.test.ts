import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMigrations } from '#prisma/list-migrations.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, connectTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'
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
    insert into former_slug (slug, tree_id) values ('lnx', 7);
    insert into thinned_revision (tree_id, commit, label, kept_commit) values (7, 'abc', 'abc', 'def');
    insert into "user" (id, name, email, role) values ('u1', 'A', 'a@example.org', 'admin');
    insert into account (id, account_id, provider_id, user_id) values ('c1', '7', 'github', 'u1');
    insert into participant (id, email, name, user_id) values (3, 'a@example.org', 'A "quoted" \\ name', 'u1');
    insert into claim (id, tree_id, site_id, person_id, made_by_id, state, status_was, expires_at, ended_at, commit)
      values (9, 7, 42, 3, 3, 'done', 'unconverted', '2027-01-01', '2026-12-01', 'abc');
    insert into audit_entry (actor_id, action, tree_id, site_id, subject, after, via)
      values (3, 'claim.made', 7, 42, 'claim 9', '{"person": 3}', 'page'), (3, 'tree.removed', 6, 40, null, null, 'page');
    insert into api_token (user_id, name, digest, scopes) values ('u1', 'ci', 'dddd', '{read,write}');
    insert into setting (name, value) values ('claim-days', '30'), ('account-to-read', 'true');
    insert into note (id, site_id, made_by_id, text) values (5, 42, 3, E'two\\nlines \\u2028');
    insert into triage (tree_id, site_id, is_decided, verdict, made_by_id, other) values (7, 42, true, 'stays', 3, '{"path":"a.c"}');
    insert into site_priority (site_id, tree_id, level, made_by_id) values (42, 7, 'high', 3);
    insert into audit_entry (action, tree_id, subject, after, via) values ('claim.expired', 7, 'claim 1', '{"person":3}', 'scanner');
    insert into subscription (user_id, tree_id, section, frequency, told_commit) values ('u1', 7, 'VFIO', 'weekly', 'abc');
    insert into mail_address (user_id, address) values ('u1', 'b@example.org');
    insert into mail_stop (participant_id, kind) values (3, 'landed');
    insert into mail_secret (secret) values ('\\x00ff0a');
    insert into webhook (id, tree_id, url, secret, events) values (4, 7, 'https://example.org', '\\x00', '{claim}');
    insert into gate_check (tree_id, origin, state, base_revision, head_commit, branch, verdict, errors, report)
      values (7, 'push', 'done', 'abc', 'def', 'master', 'fail', 1, '{"v":1}')`)
  file = join(makeFolder(), 'backup.gz')
  await writeBackup(full.url, file, '1.0.0')
})

const rewrite = (change: (text: string) => string): string => {
  const changed = join(makeFolder(), 'changed.gz')
  writeFileSync(changed, gzipSync(change(gunzipSync(readFileSync(file)).toString())))
  return changed
}

const told = [...backedUpTables, ...[...scannedTables, ...passingTables].map((name) => ({ name }))].map(
  ({ name }) => name,
)

test('whoever adds a table says whether a backup holds it', async () => {
  const schema = readFileSync(join(import.meta.dirname, '..', 'schema.prisma'), 'utf8')
  const models = [...schema.matchAll(/^model \w+ \{$[\s\S]*?@@map\("(\w+)"\)/gm)].map(([, name]) => name)
  expect(models).toHaveLength(schema.match(/^model /gm)?.length ?? 0)
  expect(told.toSorted()).toEqual([...models, '_prisma_migrations'].toSorted())
  const rows = await full.query(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  )
  expect(told.toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
})

test('what a backup holds refers to what it restores before, and to nothing that it does not hold', async () => {
  const references = await full.query(`
    select source.relname as "from", target.relname as "to", attribute.attname as "column"
    from pg_constraint made
    join pg_class source on source.oid = made.conrelid
    join pg_class target on target.oid = made.confrelid
    join pg_attribute attribute on attribute.attrelid = source.oid and attribute.attnum = made.conkey[1]
    where made.contype = 'f'`)
  const names = backedUpTables.map(({ name }) => name)
  for (const { from, to, column } of references) {
    const place = names.indexOf(from)
    if (place === -1 || backedUpTables[place]?.without?.includes(column) === true) continue
    expect(names.slice(0, place), `${from}.${column} refers to ${to}`).toContain(to)
  }
})

test('what was backed up is restored as it was, and the trees are scanned again', async () => {
  expect(statSync(file).mode & 0o077).toBe(0)
  const empty = await open()
  const { rows } = await restoreBackup({ databaseUrl: empty.url, file, migrations })
  expect(rows).toEqual({
    ...{ tree: 1, former_slug: 1, thinned_revision: 1, site: 1, user: 1, account: 1, participant: 1, claim: 1 },
    ...{ triage: 1, site_priority: 1, note: 1 },
    ...{ audit_entry: 3, api_token: 1, setting: 2 },
    ...{ subscription: 1, mail_stop: 1, mail_address: 1, mail_secret: 1, webhook: 1, gate_check: 1 },
  })
  // so that a table which is added is tried as well
  expect(Object.keys(rows)).toEqual(backedUpTables.map(({ name }) => name))
  for (const { name } of backedUpTables.filter((table) => table.name !== 'site')) {
    const all = `select * from "${name}" order by 1`
    expect(await empty.query(all), name).toEqual(await full.query(all))
  }
  expect(await empty.query('select key from site')).toEqual([{ key: 'bbbbbbbbbbbbbbbb' }])
  // what happened before is no news
  expect(await full.query('select from outbox')).toHaveLength(1)
  expect(await empty.query('select from outbox')).toEqual([])
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

/** As the first version with people wrote it, which knew neither settings nor following. */
const firstPeople = [
  { 'pinwatch-backup': 1, pinwatch: '0.1.0', migration: '20261130100000_people', at: '2026-11-30T10:00:00.000Z' },
  { table: 'tree' },
  { id: 1, slug: 'linux', name: 'Linux', source: '/srv/linux', created_at: '2026-11-30T10:00:00+00:00' },
  { table: 'site' },
  { id: 5, tree_id: 1, key: keyOf('a') },
  { table: 'participant' },
  { id: 1, email: 'a@example.org', name: 'A', user_id: null },
  { table: 'claim' },
  {
    ...{ id: 1, tree_id: 1, site_id: 5, person_id: 1, made_by_id: 1, state: 'claimed', status_was: 'unconverted' },
    ...{ created_at: '2026-11-30T10:00:00Z', updated_at: '2026-11-30T10:00:00Z', expires_at: '2027-01-29T10:00:00Z' },
  },
  { table: 'wanted' },
  { tree_id: 1, revisions: ['v1'] },
]

test('a backup of the first schema with people is restored into this one, and a scan finds its sites again', async () => {
  const lines = firstPeople.map((line) => `${JSON.stringify(line)}\n`).join('')
  const sha256 = createHash('sha256').update(lines).digest('hex')
  const written = join(makeFolder(), 'first.gz')
  writeFileSync(written, gzipSync(`${lines}${JSON.stringify({ end: true, sha256 })}\n`))
  const empty = await open()
  await restoreBackup({ databaseUrl: empty.url, file: written, migrations })
  expect(await empty.query('select follow_tags, follow_minutes from tree')).toEqual([
    { follow_tags: [], follow_minutes: null },
  ])
  expect(await empty.query('select revisions from scan')).toEqual([{ revisions: ['v1'] }])
  const db = connectTestDatabase(empty.url)
  const { options } = await claimTree(db)
  await publishRevision(db, samplePublication({ commit: 'v1', sites: [{ name: 'a' }, { name: 'b' }] }), options)
  expect(
    await empty.query(
      'select claim.id, span.path from claim join site_span span on span.site_id = claim.site_id where ended_at is null',
    ),
  ).toEqual([{ id: 1, path: 'a.c' }])
})
