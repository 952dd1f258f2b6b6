import { expect, test } from 'vitest'
import { claimTree, connectTestDatabase, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { finishScan } from './finish-scan.ts'
import { publishRevision } from './publish-revision.ts'
import { saveTexts } from './save-texts.ts'

/** A store with one revision, and another one to publish. */
async function prepare() {
  const { db, url } = await openTestDatabase()
  const tree = await claimTree(db)
  await publishRevision(db, samplePublication({ commit: 'a1', sites: [{ name: 'x' }] }), tree.options)
  const next = samplePublication({ commit: 'a2', sites: [{ name: 'x', status: 'converted' }, { name: 'y' }] })
  return { db, url, ...tree, next }
}

/** Makes the database do something late in a publish: when counts are written. */
const onCount = (body: string) => `
  create function trouble() returns trigger language plpgsql as $$ begin ${body}; return new; end $$;
  create trigger trouble before insert on count for each row execute function trouble();`

async function execute(db: Awaited<ReturnType<typeof prepare>>['db'], statements: string): Promise<void> {
  await db.$executeRawUnsafe(`do $do$ begin ${statements} end $do$`)
}

test('a disk that fills up in the middle is told, and nothing is written', async () => {
  const { db, options, next } = await prepare()
  const before = await dumpStore(db)
  await execute(db, onCount(`raise exception 'could not extend file' using errcode = '53100'`))
  await expect(publishRevision(db, next, options)).rejects.toMatchObject({
    name: 'DatabaseError',
    code: 'disk-full',
    message: 'Publishing a revision failed: the disk of the database is full. Make room and try again.',
  })
  expect(await dumpStore(db)).toEqual(before)
})

test('a connection that breaks in the middle is told, nothing is written, and the next try succeeds', async () => {
  const { db, options, next } = await prepare()
  const before = await dumpStore(db)
  await execute(db, onCount('perform pg_terminate_backend(pg_backend_pid())'))
  await expect(publishRevision(db, next, options)).rejects.toMatchObject({ name: 'DatabaseError', code: 'unreachable' })
  expect(await dumpStore(db)).toEqual(before)
  await execute(db, 'drop trigger trouble on count;')
  expect(await publishRevision(db, next, options)).toBe('published')
})

test('a database that only lets us read is told', async () => {
  const { db, options, next } = await prepare()
  const name = await db.$queryRaw<{ name: string }[]>`select current_database() as name`
  await db.$executeRawUnsafe(`alter database "${name[0]?.name}" set default_transaction_read_only = on`)
  await db.$disconnect()
  await expect(publishRevision(db, next, options)).rejects.toMatchObject({ name: 'DatabaseError', code: 'read-only' })
  await expect(saveTexts(db, [{ oid: 'x', content: Buffer.from('x') }])).rejects.toMatchObject({ code: 'read-only' })
})

test('a database that is not there is told', async () => {
  const { scan, options, next } = await prepare()
  const gone = connectTestDatabase('postgresql://nobody@127.0.0.1:9/none')
  await expect(publishRevision(gone, next, options)).rejects.toMatchObject({
    name: 'DatabaseError',
    code: 'unreachable',
  })
  await expect(finishScan(gone, scan)).rejects.toMatchObject({ code: 'unreachable' })
})

test('a database that does not exist on its server is told by its name', async () => {
  const { url, scan } = await prepare()
  const other = new URL(url)
  other.pathname = '/no_such_database'
  await expect(finishScan(connectTestDatabase(other.href), scan)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('"no_such_database" does not exist'),
  })
})

test('a database without our tables is told what brings them', async () => {
  const { url, scan, options, next } = await prepare()
  const empty = new URL(url)
  empty.pathname = '/postgres'
  const db = connectTestDatabase(empty.href)
  const expected = { name: 'DatabaseError', code: 'not-migrated', message: expect.stringContaining('pinwatch start') }
  await expect(publishRevision(db, next, options)).rejects.toMatchObject(expected)
  await expect(finishScan(db, scan)).rejects.toMatchObject(expected)
})

test('a mistake of ours is no trouble of the database', async () => {
  const { db, options } = await prepare()
  const wrong = samplePublication({ commit: 'a2', sites: [{ name: 'x', role: 'neither' as 'acquire' }] })
  await expect(publishRevision(db, wrong, options)).rejects.toMatchObject({ name: 'PrismaClientKnownRequestError' })
})
