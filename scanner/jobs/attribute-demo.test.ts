import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestScan } from '#prisma/request-scan.ts'
import { demoCommits } from '#prisma/seed/demo/demo-commits.ts'
import { playStory } from '#prisma/seed/demo/play-story.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { runScan } from './run-scan.ts'

interface Happened {
  readonly label: string
  readonly kind: string
  readonly attribution: string
  readonly subject: string | null
  readonly author_name: string | null
  readonly author_email: string | null
  readonly trailers: readonly { readonly name: string; readonly value: string }[]
  readonly place: string
}

let db: Store
let events: readonly Happened[] = []
beforeAll(async () => {
  db = openStore((await createTestDatabase()).url)
  const { scanId } = await requestScan(db, { source: 'demo', revisions: [], tags: [] })
  const claimed = await claimScan(db, scanId)
  if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
  const options = { home: makeFolder(), workerEntry: null, signal: new AbortController().signal }
  expect(await runScan(db, claimed.scan, options)).toMatchObject({ kind: 'done' })
  events = await db.$queryRaw<Happened[]>`
    select revision.label, event.kind, event.attribution, event.subject, event.author_name, event.author_email, event.trailers,
      (
        select span.path || ' ' || coalesce(span.function, '-') || ' ' || span.api || ' ' || span.nth from site_span span
        where span.site_id = event.site_id and span.line_id = revision.line_id and span.from_ordinal <= revision.ordinal
        order by span.from_ordinal desc
        limit 1
      ) as place
    from event join revision on revision.id = event.revision_id
    order by revision.ordinal, event.kind, place`
}, 120_000)
afterAll(() => db.$disconnect())

/** The demo does not define these functions: what they hold is judged by what its headers declare, and no call of it tells that. */
const judgedByHeaders = ['v5.6 drivers/media/platform/osprey/osprey-queue.c', 'v6.3 drivers/block/wharf/wharf_admin.c']

test('every event has a commit, but for those that no call explains', () => {
  expect(events.length).toBeGreaterThan(150)
  expect(events.filter(({ attribution }) => attribution === 'open')).toEqual([])
  const between = events.filter(({ attribution }) => attribution === 'between')
  const files = between.map(({ label, place }) => `${label} ${place.split(' ')[0]}`)
  expect([...new Set(files)]).toEqual(judgedByHeaders)
})

test('each commit is one of the release, by the person who wrote it, with what its message names', () => {
  for (const event of events.filter(({ attribution }) => attribution === 'commit')) {
    const told = demoCommits.find(({ in: tag, subject }) => tag === event.label && subject === event.subject)
    const trailers = (told?.trailers ?? []).filter((line) => /^(?:Fixes|Link|Reviewed-by|Acked-by):/.test(line))
    expect(told, event.place).toBeDefined()
    expect({ name: event.author_name, email: event.author_email }).toEqual({
      name: told?.by.name,
      email: told?.by.email,
    })
    expect(event.trailers.map(({ name, value }) => `${name}: ${value}`)).toEqual(trailers)
  }
})

/** By release and file: the subjects of the commits that change it, from the story and not from git. */
function listTold(): ReadonlyMap<string, ReadonlySet<string>> {
  const told = new Map<string, Set<string>>()
  for (const [index, files] of playStory(demoCommits).entries()) {
    const commit = demoCommits[index]
    for (const path of files.keys()) {
      const key = `${commit?.in} ${path}`
      told.set(key, (told.get(key) ?? new Set()).add(commit?.subject ?? ''))
    }
  }
  return told
}

test('what happened in a file that one commit of the release changes was that commit', () => {
  const told = listTold()
  const own = events.filter(({ kind }) => kind === 'appeared' || kind === 'gone' || kind === 'moved')
  const single = own.filter(({ label, place }) => told.get(`${label} ${place.split(' ')[0]}`)?.size === 1)
  expect(single.length).toBeGreaterThan(40)
  for (const event of single)
    expect([event.place, event.subject]).toEqual([
      event.place,
      ...(told.get(`${event.label} ${event.place.split(' ')[0]}`) ?? []),
    ])
})

test.each([
  ['v5.6', 'converted', 'drivers/infiniband/core/umem_region.c', 'RDMA: set FOLL_PIN via pin_user_pages*()'],
  ['v5.6', 'converted', 'drivers/vfio/vfio_skiff.c', 'vfio, mm: pin_user_pages_remote() for skiff'],
  ['v5.10', 'converted', 'drivers/block/wharf/wharf_cmd.c', 'block: wharf: pin the pages of user commands'],
  ['v5.10', 'appeared', 'drivers/accel/kestrel/kestrel_bo.c', 'accel: kestrel: driver for Kestrel inference cards'],
  [
    'v6.1',
    'regressed',
    'drivers/gpu/drm/tern/tern_userptr.c',
    'Revert "drm/tern: convert userptr objects to pin_user_pages()"',
  ],
  ['v6.3', 'converted', 'block/user-map.c', 'block: convert bio_iov_iter_get_pages() to iov_iter_extract_pages()'],
  ['v6.3', 'converted', 'fs/loamfs/direct-io.c', 'block: convert bio_iov_iter_get_pages() to iov_iter_extract_pages()'],
  ['v6.6', 'gone', 'drivers/media/pci/lumen/lumen-yuv.c', 'media: lumen: luma and chroma in one go'],
  ['v6.12', 'converted', 'drivers/accel/kestrel/kestrel_bo.c', 'accel: kestrel: pin tensors'],
])('%s: what %s in %s was "%s"', (label, kind, path, subject) => {
  const found = events.filter(
    (event) => event.label === label && event.kind === kind && event.place.startsWith(`${path} `),
  )
  expect(new Set(found.map((event) => event.subject))).toEqual(new Set([subject]))
})
