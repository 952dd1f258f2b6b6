import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import {
  chosenValue,
  chosenValues,
  type FilterParameter,
  type FilterValues,
  filterOf,
  parseSiteFilter,
  type SiteFilter,
  withChoice,
  withoutParameters,
} from '#app/_data/site-filter.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { filterRows } from '#scanner/cli/filter-rows.ts'
import { roles } from '#scanner/model/api.ts'
import { formatRow } from '#scanner/model/format-row.ts'
import { theRest } from '#scanner/model/owners.ts'
import { type SiteRow, statuses } from '#scanner/model/site.ts'
import { scanRevision } from '#scanner/run.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { publishRepository } from '#scanner/testing/publish-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import schema from '../../../public/schema/site-v1.json' with { type: 'json' }
import { facetNames, listFacets } from './list-facets.ts'
import { listSiteRows } from './list-site-rows.ts'
import { listSites } from './list-sites.ts'
import { summarizeFilter } from './summarize-filter.ts'

const everything: SiteFilter = filterOf({ all: true })

let database: Database
let demo: { readonly id: number; readonly directory: string }
let scanned: Awaited<ReturnType<typeof scan>>

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  demo = await publishDemo(database, ['v5.5', 'v6.12'])
  scanned = await scan(demo.directory, 'v6.12')
})
afterAll(() => database?.$disconnect())

async function scan(repo: string, rev: string) {
  const { rows, sections, repository } = await scanRevision({
    repo,
    rev,
    include: [],
    cacheHome: null,
    workerEntry: null,
  })
  repository.close()
  return { rows, titles: sections.map(({ title }) => title) }
}

async function placeOf(treeId: number, rev: string) {
  const revision = await getRevision(database, treeId, rev)
  if (revision === null) throw new Error(`${rev} is not published`)
  return revision
}

test.each(['v5.5', 'v6.12'])('the rows of the demo at %s are those that a scan prints, byte for byte', async (rev) => {
  const { rows } = await scan(demo.directory, rev)
  const stored = await listSiteRows(database, await placeOf(demo.id, rev), everything)
  expect(stored.map(formatRow)).toEqual(rows.map(formatRow))
})

test('so are those of a kernel whose people are written in capitals and named by several sections', async () => {
  const maintainers = String(smallKernel.MAINTAINERS)
    .replace('Old Hand <old@example.org>', 'Old Hand <Old@Example.org>')
    .replace(
      'PINNED DRIVER\n',
      'DRIVERS\nM:\tOld Hand <OLD@example.org>\nR:\tx@example.org\nF:\tdrivers/\n\nPINNED DRIVER\n',
    )
  const repository = makeRepository([{ files: { ...smallKernel, MAINTAINERS: maintainers } }])
  const tree = await publishRepository(database, repository.directory, { slug: 'small', revisions: ['main'] })
  const { rows } = await scan(repository.directory, 'main')
  const stored = await listSiteRows(database, await placeOf(tree.id, 'main'), everything)
  expect(stored.map(formatRow)).toEqual(rows.map(formatRow))
  expect(stored.flatMap(({ maintainers: people }) => people.map(({ email }) => email))).toContain('Old@Example.org')
})

test('every row is valid by the published schema', async () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)
  const rows = await listSiteRows(database, await placeOf(demo.id, 'v6.12'), everything)
  expect(rows.length).toBeGreaterThan(100)
  for (const row of rows) expect(validate(JSON.parse(formatRow(row))), JSON.stringify(validate.errors)).toBe(true)
})

/** The rows that the command line would keep, and the rest of the filter by hand. */
function keep(filter: SiteFilter): readonly SiteRow[] {
  const chosen = (parameter: FilterParameter) => chosenValue(filter, parameter)
  const subsystem = chosen('subsystem')
  const title = scanned.titles.find((candidate) => candidate.toLowerCase() === subsystem?.toLowerCase())
  const [family, finding, api, maintainer] = [chosen('family'), chosen('finding'), chosen('api'), chosen('maintainer')]
  const rows = filterRows(
    scanned.rows,
    {
      paths: chosenValues(filter, 'path'),
      subsystems: subsystem === null ? [] : [title ?? subsystem],
      statuses: statuses.filter((status) => chosenValues(filter, 'status').includes(status)),
      role: roles.find((role) => role === chosen('role')) ?? null,
      all: filter.all,
    },
    scanned.titles,
  )
  const text = chosen('q')?.toLowerCase() ?? ''
  return rows.filter(
    (row) =>
      (family === null || row.family === family) &&
      (finding === null || row.findings.some((name) => name === finding)) &&
      (api === null || row.api === api) &&
      (maintainer === null || row.maintainers.some(({ email }) => email.toLowerCase() === maintainer)) &&
      (row.id.startsWith(text) ||
        [
          row.path,
          row.function ?? '',
          row.api,
          ...row.subsystems.filter((title) => title !== theRest),
          ...row.maintainers.flatMap(({ name, email }) => [name, email]),
        ].some((part) => part.toLowerCase().includes(text))),
  )
}

const queries = [
  '',
  'all=1',
  'status=unrelated',
  'status=mismatched&status=unconverted',
  'status=unknown,exempt&role=release',
  'role=acquire&family=pin',
  'finding=dirty-unlocked',
  'api=put_page&all=1',
  'subsystem=memory management',
  'path=drivers/media',
  'path=drivers/media/',
  'path=drivers',
  'path=*.h',
  'path=**/*.h',
  'path=drivers/**/*.c',
  'path=fs/**/direct*',
  'path=drivers/*/*.c',
  'path={fs,mm}/**',
  'path=mm/[a-m]*.c',
  'path=!drivers/**',
  'path=mm/???.c',
  'path=[\\d-z]*',
  'path=\\x*.c',
  'path=[]m[]m/**',
  'path=[^\\]]*/**',
  'path=[[:alpha:]]*.c',
  'path=a[',
  'path=\\*',
  'path=nothing/here',
  'q=PIN_USER',
  'q=%25',
  'q=_',
  'q=\\',
  "q='; drop table site --",
]

test.each(queries)('the filter "%s" keeps what the command line keeps, and counts it', async (query) => {
  const place = await placeOf(demo.id, 'v6.12')
  const { filter, problems } = parseSiteFilter(new URLSearchParams(query))
  expect(problems).toEqual([])
  const wanted = keep(filter).map(({ id }) => id)
  expect((await listSiteRows(database, place, filter)).map(({ id }) => id)).toEqual(wanted)
  const options = { order: { sort: 'path', descending: false }, cursor: null, limit: 100_000 } as const
  expect((await listSites(database, place, filter, options)).sites.map(({ key }) => key)).toEqual(wanted)
  expect((await summarizeFilter(database, place, filter)).total).toBe(wanted.length)
  const facets = await listFacets(database, place, filter)
  expect(facets.role.reduce((sum, { sites }) => sum + sites, 0)).toBe(keep(withoutParameters(filter, 'role')).length)
})

test.each([
  ['one or another', 'status=mismatched,unconverted', (row: SiteRow) => /mism|unconv/.test(row.status)],
  ['not this', 'status=-converted', (row: SiteRow) => row.status !== 'converted'],
  [
    'some but not there',
    'role=acquire&dir=-drivers',
    (row: SiteRow) => row.role === 'acquire' && !row.path.startsWith('drivers/'),
  ],
  [
    'all but a section',
    'subsystem=-memory management',
    (row: SiteRow) => !row.subsystems.includes('MEMORY MANAGEMENT'),
  ],
  ['a directory', 'dir=drivers/media', (row: SiteRow) => row.path.startsWith('drivers/media/')],
  ['a class', 'class=bvec,folio', (row: SiteRow) => row.class === 'bvec' || row.class === 'folio'],
  ['a reason', 'reason=legacy-acquire', (row: SiteRow) => row.reason === 'legacy-acquire'],
  ['any target', 'target=-none', (row: SiteRow) => row.target !== null],
  ['no target', 'target=none', (row: SiteRow) => row.target === null],
  ['no finding', 'finding=none', (row: SiteRow) => row.findings.length === 0],
  ['surest pairs', 'grade=certain', (row: SiteRow) => row.pairs.some(({ grade }) => grade === 'certain')],
  ['no pair', 'grade=none', (row: SiteRow) => row.pairs.length === 0],
  ['no sure pair', 'grade=-certain', (row: SiteRow) => row.pairs.every(({ grade }) => grade !== 'certain')],
])('a filter for %s keeps those rows', async (_what, query, fits) => {
  const place = await placeOf(demo.id, 'v6.12')
  const { filter, problems } = parseSiteFilter(new URLSearchParams(query))
  expect(problems).toEqual([])
  const wanted = scanned.rows.filter((row) => row.status !== 'unrelated' && fits(row)).map(({ id }) => id)
  expect(wanted.length).toBeGreaterThan(0)
  expect((await listSiteRows(database, place, filter)).map(({ id }) => id)).toEqual(wanted)
})

test('of several words each must be found', async () => {
  const place = await placeOf(demo.id, 'v6.12')
  const both = await listSiteRows(database, place, filterOf({ q: 'drivers pin_user' }))
  const first = await listSiteRows(database, place, filterOf({ q: 'drivers' }))
  const second = await listSiteRows(database, place, filterOf({ q: 'pin_user' }))
  const keys = new Set(second.map(({ id }) => id))
  expect(both.length).toBeGreaterThan(0)
  expect(both).toEqual(first.filter(({ id }) => keys.has(id)))
})

test('ages and appearances part the sites', async () => {
  const place = await placeOf(demo.id, 'v6.12')
  const count = async (values: FilterValues) => (await listSiteRows(database, place, filterOf(values))).length
  const all = await count({})
  const recent = await count({ appeared: 'v6.12' })
  const early = await count({ appeared: 'none' })
  expect(recent + early).toBe(all)
  expect(recent).toBeGreaterThan(0)
  expect(early).toBeGreaterThan(0)
  expect([await count({ age: '<1' }), await count({ age: '>1' })]).toEqual([recent, early])
})

test('every number of a facet is what its list has', async () => {
  const place = await placeOf(demo.id, 'v6.12')
  const { filter } = parseSiteFilter(new URLSearchParams('role=acquire&status=-converted'))
  const facets = await listFacets(database, place, filter)
  for (const facet of facetNames) {
    expect(facets[facet].length, facet).toBeGreaterThan(0)
    for (const { value, sites } of facets[facet]) {
      const narrowed = withChoice(withoutParameters(filter, facet), { parameter: facet, value, excluded: false })
      expect((await listSiteRows(database, place, narrowed)).length, `${facet}=${value}`).toBe(sites)
    }
  }
})

test('whoever is named for a site finds it, in whatever role', async () => {
  const place = await placeOf(demo.id, 'v6.12')
  const emails = new Set(scanned.rows.flatMap(({ maintainers }) => maintainers.map(({ email }) => email.toLowerCase())))
  expect(emails.size).toBeGreaterThan(5)
  for (const maintainer of emails) {
    const filter = filterOf({ all: true, maintainer })
    const stored = await listSiteRows(database, place, filter)
    const sections = (row: SiteRow) => row.maintainers.some(({ email }) => email.toLowerCase() === maintainer)
    expect(stored.filter(sections).map(({ id }) => id)).toEqual(keep(filter).map(({ id }) => id))
  }
})

test('a summary says what each value has alone, and what there is without it', async () => {
  const place = await placeOf(demo.id, 'v6.12')
  const { filter } = parseSiteFilter(new URLSearchParams('status=mismatched&status=converted&path=drivers&q=nowhere'))
  const { total, values } = await summarizeFilter(database, place, filter)
  const count = (part: FilterValues) => keep(filterOf(part)).length
  expect(total).toBe(0)
  expect(values).toEqual([
    { parameter: 'status', value: 'converted', excluded: false, alone: count({ status: 'converted' }), without: 0 },
    { parameter: 'status', value: 'mismatched', excluded: false, alone: count({ status: 'mismatched' }), without: 0 },
    { parameter: 'path', value: 'drivers', excluded: false, alone: count({ path: 'drivers' }), without: 0 },
    {
      parameter: 'q',
      value: 'nowhere',
      excluded: false,
      alone: 0,
      without: keep(withoutParameters(filter, 'q')).length,
    },
  ])
  expect(values.at(-1)?.without).toBeGreaterThan(0)
})
