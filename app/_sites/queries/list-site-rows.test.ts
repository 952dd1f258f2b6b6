import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRevision } from '#app/_data/get-revision.ts'
import { emptyFilter, parseSiteFilter, type SiteFilter } from '#app/_data/site-filter.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { filterRows } from '#scanner/cli/filter-rows.ts'
import { formatRow } from '#scanner/model/format-row.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { scanRevision } from '#scanner/run.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { publishRepository } from '#scanner/testing/publish-repository.ts'
import { smallKernel } from '#scanner/testing/small-kernel.ts'
import schema from '../../../public/schema/site-v1.json' with { type: 'json' }
import { listFacets } from './list-facets.ts'
import { listSiteRows } from './list-site-rows.ts'
import { listSites } from './list-sites.ts'
import { summarizeFilter } from './summarize-filter.ts'

const everything: SiteFilter = { ...emptyFilter, all: true }

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
  const title = scanned.titles.find((candidate) => candidate.toLowerCase() === filter.subsystem?.toLowerCase())
  const rows = filterRows(
    scanned.rows,
    {
      paths: filter.path === null ? [] : [filter.path],
      subsystems: filter.subsystem === null ? [] : [title ?? filter.subsystem],
      statuses: filter.statuses,
      role: filter.role,
      all: filter.all,
    },
    scanned.titles,
  )
  const text = filter.text?.toLowerCase() ?? ''
  return rows.filter(
    (row) =>
      (filter.family === null || row.family === filter.family) &&
      (filter.finding === null || row.findings.includes(filter.finding)) &&
      (filter.api === null || row.api === filter.api) &&
      (filter.maintainer === null || row.maintainers.some(({ email }) => email.toLowerCase() === filter.maintainer)) &&
      (row.id.startsWith(text) ||
        [row.path, row.function ?? '', row.api].some((part) => part.toLowerCase().includes(text))),
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
  'path=(a%2B)%2B$',
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
  expect([...facets.role.values()].reduce((sum, sites) => sum + sites, 0)).toBe(keep({ ...filter, role: null }).length)
})

test('whoever is named for a site finds it, in whatever role', async () => {
  const place = await placeOf(demo.id, 'v6.12')
  const emails = new Set(scanned.rows.flatMap(({ maintainers }) => maintainers.map(({ email }) => email.toLowerCase())))
  expect(emails.size).toBeGreaterThan(5)
  for (const maintainer of emails) {
    const filter = { ...everything, maintainer }
    const stored = await listSiteRows(database, place, filter)
    const sections = (row: SiteRow) => row.maintainers.some(({ email }) => email.toLowerCase() === maintainer)
    expect(stored.filter(sections).map(({ id }) => id)).toEqual(keep(filter).map(({ id }) => id))
  }
})

test('a summary says what each value has alone, and what there is without it', async () => {
  const place = await placeOf(demo.id, 'v6.12')
  const { filter } = parseSiteFilter(new URLSearchParams('status=mismatched&status=converted&path=drivers&q=nowhere'))
  const { total, values } = await summarizeFilter(database, place, filter)
  const count = (part: Partial<SiteFilter>) => keep({ ...emptyFilter, ...part }).length
  expect(total).toBe(0)
  expect(values).toEqual([
    { parameter: 'status', value: 'mismatched', alone: count({ statuses: ['mismatched'] }), without: 0 },
    { parameter: 'status', value: 'converted', alone: count({ statuses: ['converted'] }), without: 0 },
    { parameter: 'path', value: 'drivers', alone: count({ path: 'drivers' }), without: 0 },
    { parameter: 'q', value: 'nowhere', alone: 0, without: count({ ...filter, text: null }) },
  ])
  expect(values.at(-1)?.without).toBeGreaterThan(0)
})
