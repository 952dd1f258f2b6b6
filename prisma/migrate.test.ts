import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { query } from '#scanner/testing/query.ts'
import { spawnModule } from '#scanner/testing/spawn-module.ts'
import { applyMigrations } from './migrate.ts'

const migrator = fileURLToPath(new URL('../scanner/testing/modules/apply-migrations.ts', import.meta.url))

const book = { '1_book': 'create table book (title text)' }
const loan = { '2_loan': 'create table loan (book text)' }

/** A folder of migrations: SQL by name. */
function makeMigrations(migrations: Readonly<Record<string, string>>): string {
  const folder = makeFolder()
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'migration.sql'), sql)
  }
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  return folder
}

async function emptyDatabase(): Promise<string> {
  return (await createTestDatabase({ empty: true })).url
}

async function listTables(url: string): Promise<readonly string[]> {
  const rows = await query<{ name: string }>(
    url,
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like '\\_%' order by 1`,
  )
  return rows.map(({ name }) => name)
}

it('applies what is new, in order, once', async () => {
  const url = await emptyDatabase()
  expect(await applyMigrations(url, makeMigrations(book))).toEqual(['1_book'])
  const both = makeMigrations({ ...loan, ...book })
  expect(await applyMigrations(url, both)).toEqual(['2_loan'])
  expect(await applyMigrations(url, both)).toEqual([])
  expect(await listTables(url)).toEqual(['book', 'loan'])
})

it('applies once when many start at the same time', async () => {
  const url = await emptyDatabase()
  const folder = makeMigrations({ ...book, '2_slow': 'select pg_sleep(0.2)', ...loan })
  const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url, folder)))
  expect(applied.flat()).toEqual(['1_book', '2_loan', '2_slow'])
})

it('refuses a database of a newer Pinwatch, and changes nothing', async () => {
  const url = await emptyDatabase()
  await applyMigrations(url, makeMigrations({ ...book, '3_future': 'create table future ()' }))
  await expect(applyMigrations(url, makeMigrations({ ...book, ...loan }))).rejects.toMatchObject({
    name: 'DatabaseError',
    code: 'newer-schema',
    message: expect.stringMatching(/3_future.*Update Pinwatch/),
  })
  expect(await listTables(url)).toEqual(['book', 'future'])
})

it('refuses a migration that was changed after it was applied, but not other line ends', async () => {
  const url = await emptyDatabase()
  await applyMigrations(url, makeMigrations({ '1_book': 'create table book (\n  title text\n)' }))
  expect(await applyMigrations(url, makeMigrations({ '1_book': 'create table book (\r\n  title text\r\n)' }))).toEqual(
    [],
  )
  await expect(applyMigrations(url, makeMigrations({ '1_book': 'select 1', ...loan }))).rejects.toMatchObject({
    code: 'changed-migration',
    message: expect.stringContaining('1_book'),
  })
  expect(await listTables(url)).toEqual(['book'])
})

it('keeps nothing of a migration that fails, all before it, and goes on once it is mended', async () => {
  const url = await emptyDatabase()
  const broken = { '2_loan': 'create table loan (book text);\n\ncreate table book ();' }
  await expect(applyMigrations(url, makeMigrations({ ...book, ...broken }))).rejects.toMatchObject({
    code: 'migration-failed',
    message: expect.stringMatching(/2_loan.*relation "book" already exists/),
  })
  expect(await listTables(url)).toEqual(['book'])
  expect(await applyMigrations(url, makeMigrations({ ...book, ...loan }))).toEqual(['2_loan'])
})

it('says in which line of a migration Postgres stumbled', async () => {
  const folder = makeMigrations({ '1_book': 'select 1;\n\nselect nothing' })
  await expect(applyMigrations(await emptyDatabase(), folder)).rejects.toThrow('1_book failed at line 3')
})

it('names a migration that another tool has left half applied', async () => {
  const url = await emptyDatabase()
  await applyMigrations(url, makeMigrations(book))
  await query(
    url,
    `insert into _prisma_migrations (id, checksum, migration_name, logs) values ('x', 'x', '2_loan', 'out of luck')`,
  )
  const refused = applyMigrations(url, makeMigrations({ ...book, ...loan }))
  await expect(refused).rejects.toMatchObject({ code: 'failed-migration' })
  await expect(refused).rejects.toThrow(/2_loan failed earlier \(out of luck\).*--rolled-back 2_loan/)
})

it('leaves nothing of a migration during which it is killed', async () => {
  const url = await emptyDatabase()
  const slow = { '2_loan': 'create table loan (book text); select pg_sleep(600)' }
  const killed = await spawnModule(migrator, [url, makeMigrations({ ...book, ...slow })])
  const sleeping = `select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`
  while ((await query(url, sleeping)).length === 0) await delay(20)
  killed.kill('SIGKILL', 'process')
  await killed.ended

  expect(await applyMigrations(url, makeMigrations({ ...book, ...loan }))).toEqual(['2_loan'])
  expect(await listTables(url)).toEqual(['book', 'loan'])
})

it('says that a database does not answer, without its password', async () => {
  const unreachable = applyMigrations('postgresql://reader:secret@127.0.0.1:9/none', makeMigrations(book))
  await expect(unreachable).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('DATABASE_URL'),
  })
  await expect(unreachable).rejects.not.toThrow('secret')
})

it('leaves the role that it runs as no right to change the audit, trigger or not', async () => {
  const owner = await emptyDatabase()
  const role = `runner_${randomBytes(4).toString('hex')}`
  const password = randomBytes(8).toString('hex')
  await query(owner, `create role ${role} login password '${password}'`)
  await query(owner, `grant create, usage on schema public to ${role}`)
  await query(owner, `grant create on database ${new URL(owner).pathname.slice(1)} to ${role}`)
  const own = new URL(owner)
  own.username = role
  own.password = password
  await applyMigrations(own.href, fileURLToPath(new URL('migrations', import.meta.url)))
  await query(own.href, `insert into audit_entry (action, via) values ('tree.added', 'page')`)
  for (const change of [`update audit_entry set action = 'x'`, 'delete from audit_entry', 'truncate audit_entry'])
    await expect(query(own.href, change)).rejects.toThrow('permission denied for table audit_entry')
  // a superuser has every right, and the trigger stands
  await expect(query(owner, 'delete from audit_entry')).rejects.toThrow('only ever added to')
})

it('takes a folder without migrations for an installation that is incomplete', async () => {
  const folder = makeFolder()
  await expect(applyMigrations('postgresql://127.0.0.1:9/none', folder)).rejects.toMatchObject({
    code: 'no-migrations',
  })
  mkdirSync(join(folder, '1_book'))
  await expect(applyMigrations('postgresql://127.0.0.1:9/none', folder)).rejects.toThrow('migration.sql is missing')
})
