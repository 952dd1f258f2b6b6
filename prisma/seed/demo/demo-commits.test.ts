import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { progressStatuses, type SiteRow, statuses } from '#scanner/model/site.ts'
import { scanRevision } from '#scanner/run.ts'
import { makeFolder, runTestGit } from '#scanner/testing/make-repository.ts'
import { demoTags, makeDemo } from './make-demo.ts'

let directory = ''
const rowsAt = new Map<string, readonly SiteRow[]>()

beforeAll(async () => {
  directory = join(makeFolder(), 'demo.git')
  await makeDemo(directory)
  for (const rev of demoTags) {
    const scan = await scanRevision({ repo: directory, rev, include: [], cacheHome: null, workerEntry: null })
    scan.repository.close()
    expect([rev, scan.notices, scan.coverage.problems]).toEqual([rev, [], {}])
    rowsAt.set(rev, scan.rows)
  }
})

const listed = (tag: string) => (rowsAt.get(tag) ?? []).filter(({ status }) => status !== 'unrelated')

function progress(tag: string): number {
  const counted = listed(tag).filter(
    ({ role, status }) => role === 'acquire' && progressStatuses.some((name) => name === status),
  )
  return counted.filter(({ status }) => status === 'converted').length / counted.length
}

/** Status of the acquire of a function, release by release; `-` where there is none. */
function statusesOf(path: string, name: string): string {
  return demoTags
    .map((tag) => listed(tag).find((row) => row.path === path && row.function === name && row.role === 'acquire'))
    .map((row) => row?.status ?? '-')
    .join(' ')
}

test('every status occurs at the last release', () => {
  const found = new Set(rowsAt.get('v6.12')?.map(({ status }) => status))
  // but `wrapper`: only a function that has an API's own name is one
  expect(statuses.filter((status) => status !== 'wrapper' && !found.has(status))).toEqual([])
})

test('there are some 150 sites, in a dozen subsystems and more', () => {
  expect(listed('v6.12').length).toBeGreaterThanOrEqual(150)
  expect(listed('v6.12').length).toBeLessThanOrEqual(190)
  expect(new Set(listed('v6.12').map(({ subsystem }) => subsystem)).size).toBeGreaterThan(12)
})

test('progress rises from nothing to three quarters, but for the release with the revert', () => {
  const shares = demoTags.map(progress)
  expect(shares[0]).toBe(0)
  const falls = demoTags.filter((_, index) => index > 0 && (shares[index] ?? 0) <= (shares[index - 1] ?? 0))
  expect(falls).toEqual(['v6.1'])
  expect(shares.at(-1)).toBeGreaterThan(0.7)
  expect(shares.at(-1)).toBeLessThan(0.8)
})

test('a conversion is undone and made again', () => {
  expect(statusesOf('drivers/gpu/drm/tern/tern_userptr.c', 'tern_userptr_get_pages')).toBe(
    'unconverted unconverted unconverted unconverted converted converted converted unconverted unconverted unconverted converted converted',
  )
})

test('a site becomes mismatched, since its release stands in another file', () => {
  expect(statusesOf('drivers/virt/lagoon/lagoon_monitor.c', 'lagoon_monitor_assign')).toBe(
    '- - - - unconverted unconverted mismatched mismatched mismatched mismatched mismatched mismatched',
  )
})

test('files are renamed, functions move, a driver goes, and one of two equal calls goes', () => {
  expect(statusesOf('kernel/futex.c', 'get_futex_key')).toMatch(/^(exempt ){5}(- ?){7}$/)
  expect(statusesOf('kernel/futex/core.c', 'get_futex_key')).toMatch(/^(- ){5}(exempt ?){7}$/)
  expect(statusesOf('io_uring/rsrc.c', 'ring_pin_region')).toBe('- - - - - converted - - - - - -')
  expect(statusesOf('io_uring/memmap.c', 'ring_pin_region')).toMatch(/^(- ){6}(converted ?){6}$/)
  expect(statusesOf('drivers/staging/pelican/pelican_dma.c', 'pelican_start_dma')).toMatch(/converted (- ?){6}$/)
  const planes = (tag: string) =>
    listed(tag).filter(({ function: name, role }) => name === 'lumen_yuv_prepare' && role === 'acquire').length
  expect(demoTags.map(planes)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1])
})

test('a commit that names another one names it right', () => {
  const log = runTestGit(directory, ['log', '--format=%B', 'main'])
  const named = [...log.matchAll(/^(?:Fixes: |This reverts commit )([0-9a-f]{12,40})\b/gm)].map((match) => match[1])
  const subjects = named.map((oid) => runTestGit(directory, ['log', '-1', '--format=%s', `${oid}`]))
  expect(subjects).toEqual([
    'Revert "drm/tern: convert userptr objects to pin_user_pages()"',
    'drm/tern: convert userptr objects to pin_user_pages()',
  ])
})

test('every release has several commits, of several people', () => {
  for (const [index, tag] of demoTags.entries()) {
    const range = index === 0 ? tag : `${demoTags[index - 1]}..${tag}`
    const authors = runTestGit(directory, ['log', '--format=%an', range]).split('\n')
    expect(authors.length, tag).toBeGreaterThanOrEqual(4)
    expect(new Set(authors).size, tag).toBeGreaterThanOrEqual(2)
  }
})
