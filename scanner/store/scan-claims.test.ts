import { expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { requestScan } from '#prisma/request-scan.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { type ClaimedScan, claimScan } from './claim-scan.ts'
import { failScan } from './fail-scan.ts'
import { finishScan } from './finish-scan.ts'
import { releaseScan } from './release-scan.ts'
import { reportProgress } from './report-progress.ts'

const listQueued = (db: Database) =>
  db.scan.findMany({ where: { state: 'queued' }, select: { id: true, treeId: true } })

const request = (db: Database, source: string, ...revisions: readonly string[]) =>
  requestScan(db, { source, revisions, tags: [] })

async function claim(db: Database, scanId: number): Promise<ClaimedScan> {
  const outcome = await claimScan(db, scanId)
  if (outcome.kind !== 'claimed') throw new Error(outcome.kind)
  return outcome.scan
}

const stateOf = (db: Database, id: number) => db.scan.findUniqueOrThrow({ where: { id } })

const kept = { phase: 'reading', label: 'v1', revisionsDone: 1, revisionsAll: 3, progress: 0.5 }
const reading = { ...kept, files: null }

test('a claimed scan says what to do, and every act of it is written', async () => {
  const { db } = await openTestDatabase()
  const { scanId, treeId } = await request(db, '/srv/linux', 'v1')
  expect(await listQueued(db)).toEqual([{ id: scanId, treeId }])
  const scan = await claim(db, scanId)
  expect(scan).toEqual({
    id: scanId,
    claim: 1,
    treeId,
    slug: 'linux',
    source: '/srv/linux',
    revisions: ['v1'],
    tags: [],
    since: null,
    every: null,
    postponed: 0,
  })
  expect(await listQueued(db)).toEqual([])
  expect(await reportProgress(db, scan, reading)).toBe(true)
  expect(await stateOf(db, scanId)).toMatchObject({ state: 'running', ...kept })
  expect(await finishScan(db, scan)).toBe(true)
  expect(await stateOf(db, scanId)).toMatchObject({ state: 'done', phase: null, error: null, revisionsDone: 1 })
  expect(await claimScan(db, scanId)).toEqual({ kind: 'over' })
})

test('who claims a running scan takes it over, and the earlier worker can write no more', async () => {
  const { db } = await openTestDatabase()
  const { scanId } = await request(db, '/srv/linux')
  const dead = await claim(db, scanId)
  await reportProgress(db, dead, reading)
  const next = await claim(db, scanId)
  const before = await stateOf(db, scanId)
  expect(before).toMatchObject({ state: 'running', claim: 2, phase: null, revisionsDone: 0, revisionsAll: null })
  expect(await reportProgress(db, dead, reading)).toBe(false)
  expect(await finishScan(db, dead)).toBe(false)
  expect(await failScan(db, dead, 'late')).toBe(false)
  expect(await releaseScan(db, dead)).toBe(false)
  expect(await stateOf(db, scanId)).toEqual(before)
  expect(await finishScan(db, next)).toBe(true)
})

test('a scan that is given back waits again', async () => {
  const { db } = await openTestDatabase()
  const { scanId, treeId } = await request(db, '/srv/linux')
  const scan = await claim(db, scanId)
  expect(await releaseScan(db, scan)).toBe(true)
  expect(await listQueued(db)).toEqual([{ id: scanId, treeId }])
  expect(await reportProgress(db, scan, reading)).toBe(false)
  expect((await claim(db, scanId)).claim).toBeGreaterThan(scan.claim)
})

test('a scan that fails says why, and where', async () => {
  const { db } = await openTestDatabase()
  const { scanId } = await request(db, '/srv/linux')
  const scan = await claim(db, scanId)
  await reportProgress(db, scan, reading)
  expect(await failScan(db, scan, 'no such revision: a\0b')).toBe(true)
  const error = 'no such revision: a\ufffdb'
  expect(await stateOf(db, scanId)).toMatchObject({ state: 'failed', error, phase: 'reading', label: 'v1' })
})

test('one scan of a tree runs at a time, also when all are claimed at once', async () => {
  const { db } = await openTestDatabase()
  const scans = [
    await request(db, '/srv/linux', 'v1'),
    await request(db, '/srv/linux', 'v2'),
    await request(db, '/srv/other'),
  ]
  const outcomes = await Promise.all(scans.map(({ scanId }) => claimScan(db, scanId)))
  const [first, second, other] = outcomes
  expect(other?.kind).toBe('claimed')
  expect([first?.kind, second?.kind].sort()).toEqual(['claimed', 'waits'])
  const [running, waiting] = first?.kind === 'claimed' ? [scans[0], scans[1]] : [scans[1], scans[0]]
  expect(outcomes).toContainEqual({ kind: 'waits', behind: running?.scanId })
  await finishScan(db, { id: running?.scanId ?? 0, claim: 1 })
  expect((await claimScan(db, waiting?.scanId ?? 0)).kind).toBe('claimed')
})

test('a scan that is not there is over', async () => {
  const { db } = await openTestDatabase()
  expect(await claimScan(db, 7)).toEqual({ kind: 'over' })
})
