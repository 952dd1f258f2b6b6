import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ApiOperation } from '#app/_web/api/operation.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import type { SiteItem } from '#scanner/model/site-item.ts'
import { scanRevision } from '#scanner/run.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'
import { operations } from './operations.ts'
import { callOperation, type OperationCall } from './testing/call-operation.ts'
import { checkAnswer } from './testing/check-answer.ts'

let database: Database
let directory: string

vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  directory = (await publishDemo(database, ['v5.5', 'v6.1', 'v6.12'])).directory
})
afterAll(() => database?.$disconnect())

function operation(id: string): ApiOperation {
  const found = operations.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`there is no operation ${id}`)
  return found
}

interface Part {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly next: string | null
  readonly total: number
}

/** Body of an answer that is what the description of the API says. */
async function ask(id: string, query = '', call: OperationCall = {}): Promise<unknown> {
  const answer = await callOperation(operation(id), { parts: { tree: 'demo' }, query, ...call })
  return checkAnswer(operation(id), answer)
}
const askList = async (id: string, query = '') => (await ask(id, query)) as Part

/** All parts of a list, one after the other. */
async function askAll(id: string, query: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const part: Part = await askList(id, `${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)
    items.push(...part.items)
    cursor = part.next
  }
  return items
}

const lists = ['listTrees', 'listRevisions', 'listSites', 'listSubsystems', 'listMaintainers', 'getTrend', 'listEvents']

test.each(lists)('%s: its parts are the whole, in its order, and as many as it says', async (id) => {
  const whole = await askList(id, 'limit=1000')
  expect(whole.items.length).toBe(whole.total)
  expect(whole.items.length).toBeGreaterThan(0)
  expect(whole.next).toBeNull()
  const step = Math.ceil(whole.total / 3)
  expect(await askAll(id, `limit=${step}`)).toEqual(whole.items)
})

describe('sites', () => {
  test('without parameters are what a scan prints, with what people say beside it', async () => {
    const { rows, repository } = await scanRevision({
      repo: directory,
      rev: 'v6.12',
      include: [],
      cacheHome: null,
      workerEntry: null,
    })
    repository.close()
    const lines = (await ask('listSites', 'rev=v6.12', { headers: { accept: 'application/x-ndjson' } })) as SiteItem[]
    const printed = rows.filter(({ status }) => status !== 'unrelated')
    expect(lines.map(({ triage: _triage, claims: _claims, appeared: _appeared, ...row }) => row)).toEqual(
      JSON.parse(JSON.stringify(printed)),
    )
    expect(lines.some(({ appeared }) => appeared === 'v6.12')).toBe(true)
    expect((await askAll('listSites', 'rev=v6.12&limit=37')).map(({ id }) => id)).toEqual(printed.map(({ id }) => id))
  })

  test('as CSV have a header and a line each, by Accept or by format', async () => {
    const byHeader = (await ask('listSites', '', { headers: { accept: 'text/csv' } })) as string
    expect(byHeader.split('\n', 1)[0]).toMatch(/^id,path,line,.*,claims,appeared,priority$/)
    expect(await ask('listSites', 'format=csv')).toBe(byHeader)
    expect(byHeader.trimEnd().split('\n')).toHaveLength((await askList('listSites')).total + 1)
  })

  test('are narrowed as the page narrows them', async () => {
    const all = await askAll('listSites', 'limit=1000')
    const fits = (query: string) => askAll('listSites', `limit=1000&${query}`)
    const having = (wanted: (site: SiteItem) => boolean) => all.filter((item) => wanted(item as unknown as SiteItem))
    expect(await fits('status=unconverted,mismatched&role=acquire')).toEqual(
      having(({ status, role }) => (status === 'unconverted' || status === 'mismatched') && role === 'acquire'),
    )
    expect(await fits('status=-converted&status=-exempt')).toEqual(
      having(({ status }) => status !== 'converted' && status !== 'exempt'),
    )
    const titles = [
      ...new Set(having(({ subsystem }) => subsystem !== null).map(({ subsystem }) => String(subsystem))),
    ].slice(0, 2)
    expect(titles).toHaveLength(2)
    expect(await fits(titles.map((title) => `subsystem=${encodeURIComponent(title)}`).join('&'))).toEqual(
      having(({ subsystems }) => titles.some((title) => subsystems.includes(title))),
    )
    expect(await fits('claim=-none')).toEqual([])
    expect(await fits('claim=none&triage=none')).toEqual(all)
  })

  test('one has its code and its history beside the item', async () => {
    const { items } = await askList('listSites', 'status=unconverted&role=acquire&limit=1')
    const [item] = items
    const detail = (await ask('getSite', '', { parts: { tree: 'demo', key: String(item?.id) } })) as Record<
      string,
      unknown
    >
    const { history, code, evidence: _evidence, ...rest } = detail
    expect(rest).toEqual(item)
    expect((history as { to: string }[]).at(-1)?.to).toBe('v6.12')
    const [file] = code as { path: string; parts: { first: number; lines: string[] }[] }[]
    expect(file?.path).toBe(item?.path)
    const line = Number(item?.line)
    const part = file?.parts.find(({ first, lines }) => line >= first && line < first + lines.length)
    expect(part?.lines[line - (part?.first ?? 0)]).toContain(String(item?.api))
  })

  test('facets count what a filter would leave', async () => {
    const { facets } = (await ask('listFacets', 'role=acquire')) as {
      facets: Record<string, { value: string; sites: number }[]>
    }
    const unconverted = await askList('listSites', 'role=acquire&status=unconverted')
    expect(facets.status?.find(({ value }) => value === 'unconverted')?.sites).toBe(unconverted.total)
    expect(facets.subsystem?.length).toBeGreaterThan(3)
  })
})

describe('events', () => {
  test.each([
    '',
    'kind=converted',
    'role=acquire&status=converted',
    'kind=moved,gone',
    'path=drivers',
    'role=-release',
  ])('with %s are as many as it says', async (query) => {
    const { items, total } = await askList('listEvents', `limit=1000&${query}`)
    expect(items).toHaveLength(total)
  })

  test('of a section and of a person are as many as it says, and fewer than all', async () => {
    const all = (await askList('listEvents')).total
    const [section] = (await askList('listSubsystems', 'limit=1')).items
    const [person] = (await askList('listMaintainers', 'limit=1')).items
    for (const query of [`subsystem=${encodeURIComponent(String(section?.title))}`, `maintainer=${person?.email}`]) {
      const { items, total } = await askList('listEvents', `limit=1000&${query}`)
      expect(items, query).toHaveLength(total)
      expect(total).toBeLessThan(all)
    }
  })
})

test('the trend of a section and of a person ends with what their lists say', async () => {
  const [section] = (await askList('listSubsystems', 'limit=1')).items
  const [person] = (await askList('listMaintainers', 'limit=1')).items
  for (const [owner, progress] of [
    [section?.title, section?.progress],
    [section?.slug, section?.progress],
    [person?.email, person?.progress],
  ])
    expect((await askList('getTrend', `owner=${encodeURIComponent(String(owner))}`)).items.at(-1)?.progress).toEqual(
      progress,
    )
})

test('people and sections are found by a part of a name', async () => {
  const [person] = (await askList('listMaintainers', 'limit=1')).items
  const { items } = await askList('listMaintainers', `q=${String(person?.name).slice(1).toUpperCase()}`)
  expect(items).toContainEqual(person)
  expect((await askList('listSubsystems', `q=${person?.email}`)).total).toBeGreaterThan(0)
})

test.each([['from=v5.5&to=v6.12'], ['from=demo@v5.5&to=demo'], ['from=v5.5&to=demo@v6.12']])(
  'compares %s',
  async (query) => {
    const body = (await ask('compareRevisions', `${query}&limit=1000`)) as Part & {
      summary: Record<string, number>
      to: { revision: string }
    }
    expect(body.to.revision).toBe('v6.12')
    for (const [kind, count] of Object.entries(body.summary))
      expect(body.items.filter((item) => item.kind === kind)).toHaveLength(count)
    expect(await askAll('compareRevisions', `${query}&limit=3&show=open`)).toEqual(
      body.items.filter(({ kind }) => kind === 'open'),
    )
  },
)

test.each([
  ['listSites', 'status=done', 400, 'status'],
  ['listSites', 'stutus=converted', 400, 'stutus'],
  ['listSites', 'subsystem=NO+SUCH+SECTION', 400, 'subsystem'],
  ['listSites', 'cursor=nonsense', 400, 'cursor'],
  ['listSites', 'path=a(b)', 400, 'path'],
  ['listSites', 'path=[[:foo:]]*', 400, 'path'],
  ['listSites', `rev=${'a'.repeat(300)}`, 400, 'rev'],
  ['listEvents', 'cursor=nonsense', 400, 'cursor'],
  ['listEvents', 'kind=done', 400, 'kind'],
  ['getTrend', 'over=1', 400, 'over'],
  ['compareRevisions', 'to=v6.12', 400, 'from'],
  ['listSites', 'rev=v9', 404, undefined],
  ['getTrend', 'owner=nobody@example.com', 404, undefined],
  ['compareRevisions', 'from=v6.12&to=v99', 404, undefined],
])('%s: %s is refused and named', async (id, query, status, pointer) => {
  const answer = await callOperation(operation(id), { parts: { tree: 'demo' }, query })
  const body = (await checkAnswer(operation(id), answer)) as { errors?: { pointer: string }[] }
  expect([answer.status, body.errors?.[0]?.pointer]).toEqual([status, pointer])
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

test.each(['[\\d-z]*', '\\x', '[\\d-z', '[]', '**[!', '{a,\\}'])(
  'path=%s is a glob as git has them, and no mistake of ours',
  async (path) => {
    const answer = await callOperation(operation('listSites'), {
      parts: { tree: 'demo' },
      query: `path=${encodeURIComponent(path)}`,
    })
    expect(answer.status).toBe(200)
  },
)

test('whoever has an answer is told that nothing changed', async () => {
  const call = (headers = {}) =>
    callOperation(operation('listSites'), { parts: { tree: 'demo' }, query: 'rev=v6.1', headers })
  const etag = (await call()).headers.get('etag') ?? ''
  expect((await call({ 'if-none-match': etag })).status).toBe(304)
})
