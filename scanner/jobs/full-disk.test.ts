import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { listOpenScans } from '#scanner/store/list-open-scans.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeFolder, makeRepository } from '#scanner/testing/make-repository.ts'
import { claimWish, runWish } from '#scanner/testing/run-wish.ts'
import { serveByDaemon } from '#scanner/testing/serve-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { runScan } from './run-scan.ts'

/** A disk of two megabytes, until the test is over. */
function mountSmallDisk(): string {
  const folder = makeFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', folder])
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
  return folder
}

const canMount = process.getuid?.() === 0 && isMountable()

function isMountable(): boolean {
  const folder = makeFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  }
}

/** Time passes: whatever was put off is due. */
const passTime = (db: Database) => db.$executeRaw`update scan set resume_at = now()`

async function runAgain(db: Database, scanId: number, home: string) {
  const outcome = await claimScan(db, scanId)
  if (outcome.kind !== 'claimed') throw new Error(`scan ${scanId} cannot be claimed: ${outcome.kind}`)
  return runScan(db, outcome.scan, { home, workerEntry: null, signal: new AbortController().signal })
}

test.runIf(canMount)(
  'a scan whose clone fills the disk waits, says why, and goes on when there is room (needs root and mount)',
  async () => {
    const { db } = await openTestDatabase()
    const { directory } = makeRepository([
      { files: { ...smallKernel, 'fs/table.bin': randomBytes(700_000).toString('base64') }, tag: 'v1' },
    ])
    const home = mountSmallDisk()
    mkdirSync(join(home, 'other'))
    const other = join(home, 'other', 'file')
    writeFileSync(other, Buffer.alloc(1_600_000))
    const scan = await claimWish(db, { source: await serveByDaemon(directory), tags: ['v1'] })
    const options = { home, workerEntry: null, signal: new AbortController().signal }
    expect(await runScan(db, scan, options)).toMatchObject({
      kind: 'postponed',
      message: expect.stringContaining('the disk is full'),
    })
    expect(await db.scan.findUniqueOrThrow({ where: { id: scan.id } })).toMatchObject({
      state: 'queued',
      postponed: 1,
      error: expect.stringContaining('Make room'),
    })
    expect(await listOpenScans(db)).toEqual([])

    rmSync(other)
    await passTime(db)
    expect(await listOpenScans(db)).toMatchObject([{ id: scan.id }])
    expect(await runAgain(db, scan.id, home)).toEqual({ kind: 'done', published: 1, known: 0 })
    expect(await db.scan.findUniqueOrThrow({ where: { id: scan.id } })).toMatchObject({ state: 'done', error: null })
  },
)

test('a scan waits for a database whose disk is full, later each time, and publishes each revision once', async () => {
  const { db } = await openTestDatabase()
  const { directory } = makeRepository([
    { files: smallKernel, tag: 'v1' },
    { files: { 'drivers/new.c': 'int a;\n' }, tag: 'v2' },
  ])
  await runWish(db, { source: directory, revisions: ['v1'] })
  await db.$executeRawUnsafe(`create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`)
  await db.$executeRawUnsafe('create trigger full_disk before insert on revision execute function full_disk()')
  const scan = await claimWish(db, { source: directory, tags: ['*'] })
  const options = { home: makeFolder(), workerEntry: null, signal: new AbortController().signal }
  expect(await runScan(db, scan, options)).toMatchObject({ kind: 'postponed' })
  const secondsLeft = async () => {
    const [row] = await db.$queryRaw<{ seconds: number }[]>`
      select extract(epoch from resume_at - now())::float as seconds from scan where id = ${scan.id}`
    return row?.seconds ?? 0
  }
  const first = await secondsLeft()
  await passTime(db)
  expect(await runAgain(db, scan.id, options.home)).toMatchObject({ kind: 'postponed' })
  expect(await secondsLeft()).toBeGreaterThan(first)
  await db.$executeRawUnsafe('drop trigger full_disk on revision')
  await passTime(db)
  expect(await runAgain(db, scan.id, options.home)).toEqual({ kind: 'done', published: 1, known: 1 })
})
