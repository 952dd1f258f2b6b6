import { beforeAll, expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import type { PublishedRemark } from '#scanner/model/publication.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { layOutHistory } from '#scanner/testing/lay-out.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { listRemarks } from './list-remarks.ts'

let db: Database
let trees = 0
beforeAll(async () => {
  db = (await openTestDatabase()).db
})

/** Publishes commits with the comment beside one call in each; what is known of it in the last one. `parents`: each follows the one before. */
async function check(
  said: readonly (PublishedRemark | null)[],
  parents = said.map((_one, at) => (at === 0 ? null : at - 1)),
) {
  const { options, treeId } = await claimTree(db, `/srv/${trees++}`)
  const ancestry = Object.fromEntries(parents.map((parent, at) => [`c${at}`, parent === null ? null : `c${parent}`]))
  const layOut = layOutHistory(ancestry, null)
  for (const [at, remark] of said.entries()) {
    const site = remark === null ? { name: 'a' } : { name: 'a', remark }
    await publishRevision(db, samplePublication({ commit: `c${at}`, sites: [site] }), { ...options, layOut })
  }
  const last = await db.revision.findUniqueOrThrow({
    where: { treeId_commit: { treeId, commit: `c${said.length - 1}` } },
    select: { lineId: true, ordinal: true },
  })
  return (await listRemarks(db, last)).map(({ path, reason, since, isStale }) => ({ path, reason, since, isStale }))
}

const says = (reason: string, code: string | null): PublishedRemark => ({ case: 4, reason, code })

test('a comment is stale once its function changed and it did not, until it does', async () => {
  expect(await check([says('read', '1'), says('read', '1')])).toEqual([
    { path: 'a.c', reason: 'read', since: 'c0', isStale: false },
  ])
  expect(await check([null, says('read', '1'), says('read', '2')])).toMatchObject([{ since: 'c1', isStale: true }])
  expect(await check([says('read', '1'), says('read', '2'), says('still read', '2')])).toMatchObject([
    { since: 'c2', isStale: false },
  ])
  expect(await check([says('read', null), says('read', '2')])).toMatchObject([{ isStale: false }])
})

test('one that was away begins anew, and one that went is none', async () => {
  expect(await check([says('read', '1'), null, says('read', '2')])).toMatchObject([{ since: 'c2', isStale: false }])
  expect(await check([says('read', '1'), null])).toEqual([])
})

test('a line goes on with the comments of the one that it forked from', async () => {
  // c2 is a second child of c0
  expect(await check([says('read', '1'), null, says('read', '2')], [null, 0, 0])).toMatchObject([
    { since: 'c0', isStale: true },
  ])
  expect(await check([says('read', '1'), says('read', '1'), null, says('read', '3')], [null, 0, 1, 1])).toMatchObject([
    { since: 'c0', isStale: true },
  ])
})
