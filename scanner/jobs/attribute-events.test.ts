import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requestScan } from '#prisma/request-scan.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeHistory, type TestHistory } from '#scanner/testing/make-history.ts'
import { type Files, makeFolder, runTestGit } from '#scanner/testing/make-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import { runScan } from './run-scan.ts'

let db: Store
const home = makeFolder()
beforeAll(async () => {
  db = openStore((await createTestDatabase()).url)
})
afterAll(() => db.$disconnect())

async function scan(source: string, revisions: readonly string[]): Promise<number> {
  const { scanId } = await requestScan(db, { source, revisions: [...revisions], tags: [] })
  const claimed = await claimScan(db, scanId)
  if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
  const outcome = await runScan(db, claimed.scan, { home, workerEntry: null, signal: new AbortController().signal })
  expect(outcome).toMatchObject({ kind: 'done' })
  return claimed.scan.treeId
}

function listEvents(treeId: number) {
  return db.$queryRaw<{ happened: string; subject: string | null; attribution: string }[]>`
    select event.kind || ' ' || span.api || ' in ' || coalesce(span.function, '-') as happened, event.subject, event.attribution
    from event
    join revision on revision.id = event.revision_id
    join lateral (
      select api, function from site_span
      where site_span.site_id = event.site_id and site_span.from_ordinal <= revision.ordinal
      order by site_span.line_id = revision.line_id desc, site_span.from_ordinal desc
      limit 1
    ) span on true
    where revision.tree_id = ${treeId}
    order by happened`
}

/** What happened from `start` to the end of `main`, each with the subject of its commit, or `between`. */
async function happened({ directory, git }: TestHistory, source = directory): Promise<Record<string, string>> {
  git(['update-ref', 'refs/tags/end', 'refs/heads/main'])
  const events = await listEvents(await scan(source, ['start', 'end']))
  return Object.fromEntries(events.map((event) => [event.happened, event.subject ?? event.attribution]))
}

const legacy = (name = 'map', more = '') => `#include <linux/mm.h>

int ${name}(unsigned long start, struct page **pages, int count)
{
	int i, got;

${more}	got = get_user_pages_fast(start, count, FOLL_WRITE, pages);
	for (i = 0; i < got; i++)
		put_page(pages[i]);
	return got;
}
`
const pinned = (name = 'map', more = '') =>
  legacy(name, more).replace('get_user_pages_fast', 'pin_user_pages_fast').replace('put_page', 'unpin_user_page')
const comes = `#include <linux/mm.h>

long comes(struct ring *ring, unsigned long addr)
{
	long n = pin_user_pages(addr, ring->size, FOLL_WRITE | FOLL_LONGTERM, ring->pages);

	if (n > 0 && ring_publish(ring, n))
		unpin_user_pages(ring->pages, n);
	return n;
}
`
const half = (name = 'map') => legacy(name).replace('get_user_pages_fast', 'pin_user_pages_fast')
const nothing = 'int nothing;\n'
const driver = 'drivers/new/driver.c'

function makeKernel(files: Files = {}): TestHistory {
  return makeHistory({ ...smallKernel, ...files })
}

/** Commits that touch nothing of interest, or the driver without touching its calls. */
function addNoise(history: TestHistory, text: string, n: number): void {
  history.add({ message: `noise ${n}`, files: { [`drivers/other/${n}.c`]: nothing } })
  history.add({ message: `comment ${n}`, files: { [driver]: `/* ${n} */\n${text}` } })
}

const conversion = {
  'converted pin_user_pages_fast in map': 'converts',
  'converted unpin_user_page in map': 'converts',
}

test('a scan that is called off here leaves what is open to the next one, which has nothing to publish', async () => {
  const history = makeKernel({ [driver]: legacy() })
  history.git(['update-ref', 'refs/tags/end', history.add({ message: 'converts', files: { [driver]: pinned() } })])
  const stop = new AbortController()
  const { scanId } = await requestScan(db, { source: history.directory, revisions: ['start', 'end'], tags: [] })
  const claimed = await claimScan(db, scanId)
  if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
  const onProgress = ({ phase }: { readonly phase?: string | null }) => {
    if (phase === 'attributing') stop.abort(new Error('stop'))
  }
  const options = { home, workerEntry: null, signal: stop.signal, onProgress }
  expect(await runScan(db, claimed.scan, options)).toEqual({ kind: 'released' })
  const treeId = claimed.scan.treeId
  expect((await listEvents(treeId)).map(({ attribution }) => attribution)).toEqual(['open', 'open'])
  const again = await claimScan(db, scanId)
  if (again.kind !== 'claimed') throw new Error(again.kind)
  const outcome = await runScan(db, again.scan, { home, workerEntry: null, signal: new AbortController().signal })
  expect(outcome).toMatchObject({ kind: 'done', published: 0 })
  expect((await listEvents(treeId)).map(({ subject }) => subject)).toEqual(['converts', 'converts'])
})

describe('one commit among many', () => {
  test('that converts a site and its release', async () => {
    const history = makeKernel({ [driver]: legacy() })
    addNoise(history, legacy(), 1)
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    addNoise(history, pinned(), 2)
    expect(await happened(history)).toEqual(conversion)
  })

  test('that adds a site in a new file, and one that takes another out', async () => {
    const history = makeKernel({ [driver]: legacy('goes') })
    addNoise(history, legacy('goes'), 1)
    history.add({ message: 'adds', files: { 'drivers/new/second.c': comes } })
    history.add({ message: 'removes', files: { [driver]: nothing } })
    addNoise(history, nothing, 2)
    expect(await happened(history)).toEqual({
      'appeared pin_user_pages in comes': 'adds',
      'appeared unpin_user_pages in comes': 'adds',
      'gone get_user_pages_fast in goes': 'removes',
      'gone put_page in goes': 'removes',
    })
  })

  test('that writes a function anew elsewhere before another one removes it is one of two: between', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.add({ message: 'copies', files: { 'drivers/new/second.c': legacy() } })
    history.add({ message: 'removes', files: { [driver]: nothing } })
    expect(await happened(history)).toEqual({
      'moved get_user_pages_fast in map': 'between',
      'moved put_page in map': 'between',
    })
  })

  test('that renames the file', async () => {
    const history = makeKernel({ [driver]: legacy() })
    addNoise(history, legacy(), 1)
    history.add({ message: 'renames', files: { [driver]: null, 'drivers/new/core.c': `/* 1 */\n${legacy()}` } })
    expect(await happened(history)).toEqual({
      'moved get_user_pages_fast in map': 'renames',
      'moved put_page in map': 'renames',
    })
  })

  test('that moves the function to another file', async () => {
    const other = `${legacy('stays')}\nint more;\n`
    const history = makeKernel({ [driver]: `${legacy()}\n${legacy('rest')}`, 'drivers/new/other.c': other })
    history.add({ message: 'before', files: { 'drivers/new/other.c': `/* */\n${other}` } })
    history.add({
      message: 'moves',
      files: { [driver]: legacy('rest'), 'drivers/new/other.c': `${other}\n${legacy()}` },
    })
    history.add({ message: 'after', files: { [driver]: `/* */\n${legacy('rest')}` } })
    expect(await happened(history)).toEqual({
      'moved get_user_pages_fast in map': 'moves',
      'moved put_page in map': 'moves',
    })
  })

  test('that takes out one of two equal calls', async () => {
    const both = legacy('map', '\tgot = get_user_pages_fast(start, 1, 0, pages);\n\tif (got != 1)\n\t\treturn got;\n')
    const history = makeKernel({ [driver]: both })
    addNoise(history, both, 1)
    history.add({ message: 'removes one', files: { [driver]: legacy() } })
    addNoise(history, legacy(), 2)
    const events = await happened(history)
    expect(Object.entries(events).filter(([event]) => event.startsWith('gone'))).toEqual([
      [expect.stringContaining('gone get_user_pages_fast'), 'removes one'],
    ])
  })
})

describe('back and forth', () => {
  test('of a conversion, its revert and its second coming the last one counts', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.add({ message: 'converts first', files: { [driver]: pinned() } })
    history.add({ message: 'Revert "converts first"', files: { [driver]: legacy() } })
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    expect(await happened(history)).toEqual(conversion)
  })

  test('what was added, removed and added again has its second commit, and what was removed for the second time, too', async () => {
    const history = makeKernel({ 'drivers/new/old.c': legacy('old') })
    const next = (message: string, comes: string, old: string) =>
      history.add({ message, files: { [driver]: comes, 'drivers/new/old.c': old } })
    next('first', legacy(), nothing)
    next('back', nothing, legacy('old'))
    next('second', legacy(), nothing)
    expect(new Set(Object.values(await happened(history)))).toEqual(new Set(['second']))
  })

  test('a conversion that is undone and not made again never happened', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    history.add({ message: 'reverts', files: { [driver]: legacy() } })
    expect(await happened(history)).toEqual({})
  })

  test('what came in another file, which was renamed since, has the commit that it came with', async () => {
    const history = makeKernel()
    history.add({ message: 'adds', files: { 'drivers/new/first.c': comes } })
    history.add({ message: 'renames', files: { 'drivers/new/first.c': null, 'drivers/new/second.c': comes } })
    history.add({ message: 'renames again', files: { 'drivers/new/second.c': null, [driver]: comes } })
    expect(await happened(history)).toEqual({
      'appeared pin_user_pages in comes': 'adds',
      'appeared unpin_user_pages in comes': 'adds',
    })
  })

  test('what was moved to another file before it was removed there has the commit that removed it', async () => {
    const history = makeKernel({ [driver]: `${comes}\n${legacy()}`, 'drivers/new/other.c': nothing })
    history.add({ message: 'moves', files: { [driver]: legacy(), 'drivers/new/other.c': `${nothing}\n${comes}` } })
    history.add({ message: 'removes', files: { 'drivers/new/other.c': nothing } })
    expect(await happened(history)).toEqual({
      'gone pin_user_pages in comes': 'removes',
      'gone unpin_user_pages in comes': 'removes',
    })
  })

  test('two commits that only together convert are between', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.add({ message: 'the acquire', files: { [driver]: half() } })
    history.add({ message: 'the release', files: { [driver]: pinned() } })
    expect(new Set(Object.values(await happened(history)))).toEqual(new Set(['between']))
  })

  test('a second release that comes later does not make it two', async () => {
    const second = (text: string) =>
      text.replace('\treturn got;', '\tif (got > count)\n\t\tunpin_user_page(pages[0]);\n\treturn got;')
    const history = makeKernel({ [driver]: legacy() })
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    history.add({ message: 'one more', files: { [driver]: second(pinned()) } })
    expect(await happened(history)).toMatchObject(conversion)
  })

  test('an acquire that is pinned without its release is a regression of that commit', async () => {
    const history = makeKernel({ [driver]: legacy() })
    addNoise(history, legacy(), 1)
    history.add({ message: 'forgets the release', files: { [driver]: half() } })
    expect(await happened(history)).toEqual({
      'regressed pin_user_pages_fast in map': 'forgets the release',
      'regressed put_page in map': 'forgets the release',
    })
  })
})

describe('the other end in another file', () => {
  const acquire = (api: string) => `#include "dev.h"

int dev_map(struct dev *dev, unsigned long start, int count)
{
	dev->count = ${api}(start, count, FOLL_WRITE, dev->pages);
	return dev->count;
}
`
  const release = (api: string) => `#include "dev.h"

void dev_unmap(struct dev *dev)
{
	int i;

	for (i = 0; i < dev->count; i++)
		${api}(dev->pages[i]);
}
`
  const files = (acquires: string, releases: string) => ({
    'drivers/new/map.c': acquire(acquires),
    'drivers/new/unmap.c': release(releases),
  })

  test('a release that is converted later than the acquire converts both', async () => {
    const history = makeKernel(files('pin_user_pages_fast', 'put_page'))
    history.add({ message: 'noise', files: { 'drivers/new/map.c': `/* */\n${acquire('pin_user_pages_fast')}` } })
    history.add({ message: 'the release', files: { 'drivers/new/unmap.c': release('unpin_user_page') } })
    expect(await happened(history)).toEqual({
      'converted pin_user_pages_fast in dev_map': 'the release',
      'converted unpin_user_page in dev_unmap': 'the release',
    })
  })
})

describe('merges', () => {
  test('a change on a side is its commit, not the merge', async () => {
    const history = makeKernel({ [driver]: legacy() })
    addNoise(history, legacy(), 1)
    history.work('side', 'start')
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    history.work('main')
    history.merge('side', { message: 'Merge side', files: { [driver]: `/* 1 */\n${pinned()}` } })
    addNoise(history, pinned(), 2)
    expect(await happened(history)).toEqual(conversion)
  })

  test('a side that branched off before the earlier revision is looked at as well', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.work('side', 'start')
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    history.work('main')
    history.add({ message: 'on the line', files: { 'drivers/other/1.c': nothing } })
    history.git(['update-ref', 'refs/tags/start', 'refs/heads/main'])
    history.merge('side', { message: 'Merge side', files: { [driver]: pinned() } })
    expect(await happened(history)).toEqual(conversion)
  })

  test('of the same change on both sides the one of the first parent counts', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.work('side', 'start')
    history.add({ message: 'picked', files: { [driver]: pinned() } })
    history.work('main')
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    history.merge('side', { message: 'Merge side', files: {} })
    expect(await happened(history)).toEqual(conversion)
  })

  test('what no side has is the merge', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.work('side', 'start')
    history.add({ message: 'side', files: { 'drivers/other/1.c': nothing } })
    history.work('main')
    history.add({ message: 'main', files: { [driver]: `/* */\n${legacy()}` } })
    history.merge('side', { message: 'Merge side, evil', files: { [driver]: pinned() } })
    expect(new Set(Object.values(await happened(history)))).toEqual(new Set(['Merge side, evil']))
  })
})

describe('history that is not there', () => {
  const between = new Set(['between'])

  test('a branch that was rewritten, and the revision it had before', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.add({ message: 'was there', files: { 'drivers/other/1.c': nothing } })
    const treeId = await scan(history.directory, ['main'])
    history.work('main', 'start')
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    expect(await scan(history.directory, ['main', 'start'])).toBe(treeId)
    const events = await listEvents(treeId)
    // the line now begins at the commit that both descend from
    expect(events.map(({ subject, attribution }) => subject ?? attribution)).toEqual(['converts', 'converts'])
  })

  test('two histories that have nothing in common have no steps', async () => {
    const history = makeKernel({ [driver]: legacy() })
    const unrelated = makeKernel({ [driver]: pinned() })
    runTestGit(history.directory, ['fetch', '--quiet', unrelated.directory, '+refs/tags/start:refs/tags/end'])
    expect(await listEvents(await scan(history.directory, ['start', 'end']))).toEqual([])
  })

  test('an imported tree says nothing of who wrote it', async () => {
    const makefile = (sublevel: number) => `VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = ${sublevel}\nEXTRAVERSION =\n`
    const history = makeKernel({ [driver]: legacy(), Makefile: makefile(1) })
    history.add({ message: 'Linux 6.1.2', files: { [driver]: pinned(), Makefile: makefile(2) } })
    expect(new Set(Object.values(await happened(history)))).toEqual(between)
  })

  test('a release that changes nothing but the version takes nothing away', async () => {
    const history = makeKernel({ [driver]: legacy(), Makefile: 'VERSION = 6\n' })
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    history.add({ message: 'Linux 7', files: { Makefile: 'VERSION = 7\n' } })
    expect(await happened(history)).toEqual(conversion)
  })

  test('a commit of more than a thousand files is an import', async () => {
    const history = makeKernel({ [driver]: legacy() })
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`drivers/many/${n}.c`, nothing]))
    history.commit({ files: { ...many, [driver]: pinned() } })
    expect(new Set(Object.values(await happened(history)))).toEqual(between)
  })

  test('a shallow clone that ends within a side', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.work('side', 'start')
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    history.add({ message: 'later', files: { 'drivers/other/1.c': nothing } })
    history.work('main')
    history.add({ message: 'on the line', files: { 'drivers/other/2.c': nothing } })
    const merge = { message: 'Merge side', files: { [driver]: pinned(), 'drivers/other/1.c': nothing } }
    history.git(['update-ref', 'refs/tags/end', history.merge('side', merge)])
    const clone = join(makeFolder(), 'clone')
    runTestGit(history.directory, ['clone', '--quiet', '--bare', '--depth=2', `file://${history.directory}`, clone])
    runTestGit(clone, ['fetch', '--quiet', '--depth=2', 'origin', 'tag', 'end'])
    runTestGit(clone, ['update-ref', 'refs/tags/start', 'refs/tags/end~1'])
    const events = await listEvents(await scan(clone, ['start', 'end']))
    expect(events.map(({ attribution }) => attribution)).toEqual(['between', 'between'])
  })

  test('a partial clone without the blobs in between', async () => {
    const history = makeKernel({ [driver]: legacy() })
    history.add({ message: 'converts', files: { [driver]: pinned() } })
    addNoise(history, pinned(), 1)
    history.git(['tag', 'end'])
    history.git(['config', 'uploadpack.allowFilter', 'true'])
    history.git(['config', 'uploadpack.allowAnySHA1InWant', 'true'])
    const clone = join(makeFolder(), 'clone')
    runTestGit(history.directory, [
      'clone',
      '--quiet',
      '--bare',
      '--filter=blob:none',
      `file://${history.directory}`,
      clone,
    ])
    // what the two revisions hold is there, the steps between them are not
    for (const tag of ['start', 'end'])
      runTestGit(clone, ['archive', '--output=/dev/null', '--format=tar', `refs/tags/${tag}`])
    const events = await listEvents(await scan(clone, ['start', 'end']))
    expect(events.map(({ attribution }) => attribution)).toEqual(['between', 'between'])
  })
})
