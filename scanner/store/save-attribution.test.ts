import { beforeAll, expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import type { Authorship } from '#scanner/model/authorship.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { claimScan } from './claim-scan.ts'
import { saveAttribution } from './save-attribution.ts'
import { ClaimLostError } from './scan-claim.ts'

let db: Database
beforeAll(async () => {
  db = (await openTestDatabase()).db
})

const commit: Authorship = {
  commit: 'c'.repeat(40),
  subject: 'mm: pin\0 it',
  authorName: 'A \ud800 Author',
  authorEmail: 'a@example.org',
  authoredAt: new Date('2020-01-31T12:00:00Z'),
  trailers: [{ name: 'Link', value: 'https://example.org/1' }],
}

/** A tree with a revision and two open events. */
async function makeEvents(source: string) {
  const { treeId, scan } = await claimTree(db, source)
  const { id: lineId } = await db.line.create({ data: { treeId }, select: { id: true } })
  const revision = await db.revision.create({
    data: {
      treeId,
      lineId,
      ordinal: 0,
      commit: 'b'.repeat(40),
      label: 'b',
      subject: 'b',
      committedAt: new Date(),
      analysisVersion: '1',
      coverage: {},
    },
    select: { id: true },
  })
  const eventIds: number[] = []
  for (const key of ['1', '2']) {
    const site = await db.site.create({ data: { treeId, key }, select: { id: true } })
    const event = await db.event.create({
      data: { siteId: site.id, revisionId: revision.id, kind: 'appeared' },
      select: { id: true },
    })
    eventIds.push(event.id)
  }
  const read = () =>
    db.event.findMany({
      where: { revisionId: revision.id },
      orderBy: { id: 'asc' },
      select: { attribution: true, commit: true, subject: true, authorName: true, authoredAt: true, trailers: true },
    })
  return { treeId, scan, eventIds, read }
}

const between = {
  attribution: 'between',
  commit: null,
  subject: null,
  authorName: null,
  authoredAt: null,
  trailers: [],
}

test('an event with a commit keeps it as a text that Postgres takes, one without is between', async () => {
  const { treeId, scan, eventIds, read } = await makeEvents('/srv/one')
  const [first = 0] = eventIds
  await saveAttribution(db, { treeId, scan, eventIds, commits: new Map([[first, commit]]) })
  expect(await read()).toEqual([
    {
      attribution: 'commit',
      commit: commit.commit,
      subject: 'mm: pin\ufffd it',
      authorName: 'A \ufffd Author',
      authoredAt: commit.authoredAt,
      trailers: commit.trailers,
    },
    between,
  ])
})

test('what is attributed stays as it is, and events that are gone are no trouble', async () => {
  const { treeId, scan, eventIds, read } = await makeEvents('/srv/again')
  const [first = 0] = eventIds
  await saveAttribution(db, { treeId, scan, eventIds: [first], commits: new Map() })
  const commits = new Map([
    [first, commit],
    [987_654_321, commit],
  ])
  await saveAttribution(db, { treeId, scan, eventIds: [...eventIds, 987_654_321], commits })
  expect(await read()).toEqual([between, between])
})

test('a scan that another worker took up changes nothing', async () => {
  const { treeId, scan, eventIds, read } = await makeEvents('/srv/lost')
  await claimScan(db, scan.id)
  const saving = saveAttribution(db, { treeId, scan, eventIds, commits: new Map() })
  await expect(saving).rejects.toThrow(ClaimLostError)
  expect((await read()).map(({ attribution }) => attribution)).toEqual(['open', 'open'])
})
