import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeAccount, type TestAccount } from '#app/_people/testing/people-world.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree } from '#scanner/testing/claimed-tree.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'

let database: Database
let admin: TestAccount
let maintainer: TestAccount
let contributor: TestAccount
let reader: TestAccount

vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
const claims = await import('./trees/[tree]/claims/route.ts')
const claim = await import('./claims/[id]/route.ts')
const triage = await import('./trees/[tree]/sites/[key]/triage/route.ts')
const notes = await import('./trees/[tree]/sites/[key]/notes/route.ts')
const triageFile = await import('./trees/[tree]/triage/route.ts')
const audit = await import('./audit/route.ts')
const tokens = await import('./tokens/route.ts')
const oneToken = await import('./tokens/[id]/route.ts')
const subsystems = await import('./trees/[tree]/subsystems/route.ts')
const revisions = await import('./trees/[tree]/revisions/route.ts')

const drm = ['DRM', 'THE REST']
beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  const { options } = await claimTree(database)
  const sites = [
    { name: 'a', pair: 'r', subsystems: drm },
    { name: 'b', subsystems: ['RDMA', 'THE REST'] },
    { name: 'c', status: 'converted' as const, subsystems: drm },
    { name: 'd', subsystems: drm },
    { name: 'r', role: 'release' as const, subsystems: drm },
  ]
  await publishRevision(database, samplePublication({ commit: 'v1', sites }), options)
  admin = await makeAccount(database, 'admin')
  // the section's person of a sample
  maintainer = await makeAccount(database, 'contributor', 'drm@example.org')
  contributor = await makeAccount(database, 'contributor', 'author@example.org')
  reader = await makeAccount(database, 'reader')
})
afterAll(() => database?.$disconnect())
afterEach(async () => {
  vi.unstubAllEnvs()
  await database.claim.deleteMany()
  await database.triage.deleteMany()
})

interface Sent {
  readonly as?: TestAccount | null
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  readonly path?: string
}

function request(body: unknown, { as = admin, headers = {}, method = 'POST', path = '/api/v1/x' }: Sent = {}): Request {
  return new Request(`http://localhost:3000${path}`, {
    method,
    headers: {
      host: 'localhost:3000',
      'content-type': 'application/json',
      ...(as === null ? {} : { authorization: `Bearer ${as.token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

const onTree = { params: Promise.resolve({ tree: 'linux' }) }
const onSite = (name: string) => ({ params: Promise.resolve({ tree: 'linux', key: keyOf(name) }) })
const nowhere = { params: Promise.resolve({}) }
const onId = (id: string) => ({ params: Promise.resolve({ id }) })
const postClaims = (body: unknown, sent?: Sent) => claims.POST(request(body, sent), onTree)
const patchClaim = (id: string, body: unknown, sent: Sent = {}) =>
  claim.PATCH(request(body, { method: 'PATCH', ...sent }), onId(id))
const putTriage = (name: string, body: unknown, sent: Sent = {}) =>
  triage.PUT(request(body, { method: 'PUT', ...sent }), onSite(name))

interface ClaimsBody {
  readonly created: number
  readonly claims: readonly {
    readonly id: string
    readonly site: string
    readonly releases: readonly string[]
    readonly state: string
  }[]
}

async function claimOne(name: string, as: TestAccount): Promise<string> {
  const body = (await (await postClaims({ sites: [keyOf(name)] }, { as })).json()) as ClaimsBody
  return body.claims[0]?.id ?? ''
}

describe('claims', () => {
  test('a release stands for the acquire it belongs to, which is claimed with its releases', async () => {
    const answer = await postClaims({ sites: [keyOf('r')], note: 'mine', due: '2099-01-31' }, { as: contributor })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({
      created: 1,
      claims: [
        expect.objectContaining({
          tree: 'linux',
          site: keyOf('a'),
          releases: [keyOf('r')],
          person: 'author@example.org',
          state: 'claimed',
          note: 'mine',
          due: '2099-01-31',
          done: null,
        }),
      ],
    })
  })

  test('an acquire and its release are one unit of work, claimed once by one person, and by another beside it', async () => {
    const both = { sites: [keyOf('a'), keyOf('r')] }
    expect(await (await postClaims(both, { as: contributor })).json()).toMatchObject({ created: 1 })
    expect(await (await postClaims(both, { as: contributor })).json()).toMatchObject({
      created: 0,
      claims: [{ site: keyOf('a') }],
    })
    expect(await (await postClaims(both, { as: maintainer })).json()).toMatchObject({ created: 1 })
  })

  test('two who do the same at once make one claim', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => postClaims({ sites: [keyOf('a')], person: 'x@example.org' })),
    )
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as ClaimsBody[]
    expect(bodies.reduce((sum, { created }) => sum + created, 0)).toBe(1)
    expect(await database.claim.count()).toBe(1)
  })

  test('a filter claims all that fit and are to be converted, and one entry of the audit says so for each', async () => {
    const before = await database.auditEntry.count()
    const answer = await postClaims({ filter: { role: 'acquire', status: ['unconverted', 'converted'] } })
    expect(await answer.json()).toMatchObject({ created: 3 })
    expect(await database.auditEntry.count()).toBe(before + 3)
    expect((await postClaims({ filter: { status: 'converted' } })).status).toBe(422)
  })

  test('a claim is posted, given back and kept', async () => {
    const id = await claimOne('a', contributor)
    const link = 'https://lore.kernel.org/r/1'
    const posted = await patchClaim(id, { state: 'posted', link }, { as: contributor })
    expect([posted.status, await posted.json()]).toEqual([200, expect.objectContaining({ state: 'posted', link })])
    const given = await claim.DELETE(request(undefined, { as: contributor, method: 'DELETE' }), onId(id))
    expect([given.status, await given.text()]).toEqual([204, ''])
    expect(await (await claim.GET(request(undefined, { method: 'GET' }), onId(id))).json()).toMatchObject({
      state: 'withdrawn',
      ended: expect.any(String),
    })
    expect((await patchClaim(id, { note: 'again' }, { as: contributor })).status).toBe(409)
  })

  test('who claims again says more of it, which is news, and nothing twice', async () => {
    const sites = [keyOf('a')]
    const again = async (body: object) => (await postClaims({ sites, ...body }, { as: contributor })).json()
    expect(await again({})).toMatchObject({ created: 1 })
    const entries = await database.auditEntry.count()
    expect(await again({ note: 'soon', due: '2099-03-01' })).toMatchObject({
      created: 0,
      claims: [{ note: 'soon', due: '2099-03-01' }],
    })
    expect(await again({ note: 'soon' })).toMatchObject({ created: 0, claims: [{ due: '2099-03-01' }] })
    expect(await database.auditEntry.count()).toBe(entries + 1)
    expect(await database.auditEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      action: 'claim.changed',
      before: { note: null, due: null },
      after: { note: 'soon', due: '2099-03-01' },
    })
  })

  test('what is converted is not claimed, by whatever it is named', async () => {
    expect((await postClaims({ sites: [keyOf('c')] })).status).toBe(422)
    expect(await (await postClaims({ sites: [keyOf('b'), keyOf('c')] })).json()).toMatchObject({
      created: 1,
      claims: [{ site: keyOf('b') }],
    })
  })

  test('nobody but a scan says that it is done', async () => {
    const id = await claimOne('a', admin)
    expect((await patchClaim(id, { state: 'done' })).status).toBe(400)
    expect((await patchClaim(id, { state: 'claimed', commit: 'abc' })).status).toBe(400)
  })

  test('lists say how many there are and how to go on', async () => {
    await postClaims({ sites: ['a', 'b', 'd'].map(keyOf) })
    const list = async (query: string) =>
      (await claims.GET(new Request(`http://localhost/api/v1/trees/linux/claims?${query}`), onTree)).json()
    const first = (await list('limit=2')) as { items: { site: string }[]; next: string; total: number }
    expect([first.items.length, first.total]).toEqual([2, 3])
    const second = (await list(`limit=2&cursor=${first.next}`)) as { items: { site: string }[]; next: null }
    expect(second.next).toBeNull()
    const found = [...first.items, ...second.items].map(({ site }) => site)
    expect(found.toSorted()).toEqual(['a', 'b', 'd'].map(keyOf))
    expect(await list('state=posted,withdrawn')).toEqual({ items: [], next: null, total: 0 })
    expect(await list('state=lost')).toMatchObject({ status: 400 })
    for (const odd of ['cursor=x', 'person=%00', 'subsystem=%00', 'site=%00'])
      expect([odd, await list(odd)]).toMatchObject([odd, { status: 400 }])
    expect(await list('nonsense=1')).toMatchObject({ status: 400 })
  })
})

describe('who may do what', () => {
  /** A visitor, and accounts from the least to the most. */
  const accounts = () => [null, reader, contributor, maintainer, admin]
  const others = 'somebody@example.org'
  test.each<[string, (as: TestAccount | null) => Promise<Response>, readonly number[]]>([
    ['claims for oneself', (as) => postClaims({ sites: [keyOf('a')] }, { as }), [401, 403, 201, 201, 201]],
    ['assigns', (as) => postClaims({ sites: [keyOf('a')], person: others }, { as }), [401, 403, 403, 201, 201]],
    [
      'assigns in a section of others as well',
      (as) => postClaims({ sites: [keyOf('a'), keyOf('b')], person: others }, { as }),
      [401, 403, 403, 403, 201],
    ],
    ['says something of a site', (as) => putTriage('a', { verdict: 'stays' }, { as }), [401, 403, 200, 200, 200]],
    ['writes a note', (as) => notes.POST(request({ text: 'n' }, { as }), onSite('a')), [401, 403, 201, 201, 201]],
    ['makes a token', (as) => tokens.POST(request({ name: 't' }, { as })), [401, 201, 201, 201, 201]],
    [
      'makes a token for all',
      (as) => tokens.POST(request({ name: 't', scopes: ['admin'] }, { as })),
      [401, 403, 403, 403, 201],
    ],
    [
      'reads the audit',
      (as) => audit.GET(request(undefined, { as, method: 'GET' }), nowhere),
      [401, 403, 403, 403, 200],
    ],
    [
      'sees the tokens of all',
      (as) => tokens.GET(request(undefined, { as, method: 'GET', path: '/api/v1/tokens?of=all' }), nowhere),
      [401, 403, 403, 403, 200],
    ],
  ])('%s', async (_name, act, expected) => {
    const found: number[] = []
    for (const account of accounts()) found.push((await act(account)).status)
    expect(found).toEqual(expected)
  })

  test('a claim of others is changed by who maintains its section, and by no other', async () => {
    const id = await claimOne('b', admin)
    const change = (as: TestAccount) => patchClaim(id, { note: 'x' }, { as })
    expect((await change(contributor)).status).toBe(403)
    expect((await change(maintainer)).status).toBe(403)
    expect((await patchClaim(await claimOne('a', admin), { note: 'x' }, { as: maintainer })).status).toBe(200)
  })

  test('a token of one is not revoked by another', async () => {
    const { id } = (await (await tokens.POST(request({ name: 't' }, { as: contributor }))).json()) as { id: string }
    const revoke = (as: TestAccount) => oneToken.DELETE(request(undefined, { as, method: 'DELETE' }), onId(id))
    expect((await revoke(maintainer)).status).toBe(404)
    expect((await revoke(contributor)).status).toBe(204)
  })

  test('a token does no more than its scopes, and makes none that does', async () => {
    const make = async (scopes: readonly string[]) => {
      const answer = await tokens.POST(request({ name: 's', scopes }))
      return { ...admin, ...((await answer.json()) as { id: string; token: string }) }
    }
    const [reading, writing, whole] = [
      await make(['read']),
      await make(['read', 'write']),
      await make(['read', 'write', 'admin']),
    ]
    const readAll = (path: string, as: TestAccount) => {
      const asked = request(undefined, { as, method: 'GET', path })
      return (path.includes('audit') ? audit : tokens).GET(asked, nowhere)
    }
    for (const path of ['/api/v1/audit', '/api/v1/tokens?of=all'])
      expect([path, (await readAll(path, writing)).status, (await readAll(path, whole)).status]).toEqual([
        path,
        403,
        200,
      ])
    expect((await tokens.POST(request({ name: 't' }, { as: reading }))).status).toBe(403)
    expect((await tokens.POST(request({ name: 't', scopes: ['admin'] }, { as: writing }))).status).toBe(403)
    const { id } = (await (await tokens.POST(request({ name: 'theirs' }, { as: contributor }))).json()) as {
      id: string
    }
    const revoke = (as: TestAccount) => oneToken.DELETE(request(undefined, { as, method: 'DELETE' }), onId(id))
    expect((await revoke(writing)).status).toBe(404)
    const { items } = (await (await readAll('/api/v1/tokens?of=all', whole)).json()) as { items: { id: string }[] }
    expect(items).toContainEqual(expect.objectContaining({ id, person: 'author@example.org', name: 'theirs' }))
    expect((await revoke(whole)).status).toBe(204)
    expect(
      await database.auditEntry.findFirst({ where: { action: 'token.revoked', subject: `token ${id}` } }),
    ).toMatchObject({
      before: { name: 'theirs', account: contributor.userId },
    })
  })
})

describe('triage', () => {
  test('who may decides, others propose, and neither touches the status', async () => {
    const word = { verdict: 'case', case: 3, reason: 'mmu-notifier', text: 'why', link: 'https://lore.kernel.org/r/2' }
    expect(await (await putTriage('a', word, { as: maintainer })).json()).toEqual({
      ...word,
      by: 'drm@example.org',
      date: expect.any(String),
      proposed: false,
      changed: null,
    })
    await putTriage('a', { verdict: 'stays' }, { as: contributor })
    const said = await (await triage.GET(request(undefined, { method: 'GET' }), onSite('a'))).json()
    expect(said).toMatchObject({ triage: { verdict: 'case' }, proposal: { verdict: 'stays', proposed: true } })
    await putTriage('a', { verdict: 'blocked' }, { as: admin })
    const decided = await (await triage.GET(request(undefined, { method: 'GET' }), onSite('a'))).json()
    expect(decided).toMatchObject({ triage: { verdict: 'blocked' }, proposal: null })
    expect(await database.siteSpan.count({ where: { status: 'unconverted' } })).toBe(4)
  })

  test('what stays by design is counted apart, with how many of it by a person, once that is decided', async () => {
    const stays = async (get: typeof subsystems.GET | typeof revisions.GET, path: string) => {
      const answer = await get(new Request(`http://localhost/api/v1/trees/linux/${path}`), onTree)
      return ((await answer.json()) as { items: { stays: unknown }[] }).items.map((item) => item.stays)
    }
    await putTriage('b', { verdict: 'stays' }, { as: contributor })
    await putTriage('a', { verdict: 'stays' }, { as: maintainer })
    await putTriage('c', { verdict: 'stays' }, { as: maintainer })
    const one = { total: 1, byPerson: 1, byComment: 0 }
    expect(await stays(subsystems.GET, 'subsystems')).toEqual([one, { total: 0, byPerson: 0, byComment: 0 }])
    expect(await stays(revisions.GET, 'revisions')).toEqual([one])
  })

  test('a wrong pair names the other end, by itself where there is one', async () => {
    expect(await (await putTriage('r', { verdict: 'wrong-pair' })).json()).toMatchObject({
      other: { path: 'a.c', function: 'a', api: 'get_user_pages', ordinal: 1 },
    })
    expect((await putTriage('b', { verdict: 'wrong-pair' })).status).toBe(422)
  })
})

describe('a triage file', () => {
  const line = (fields: object) =>
    JSON.stringify({
      path: 'a.c',
      function: 'a',
      api: 'get_user_pages',
      ordinal: 1,
      by: 'r@example.org',
      date: '2026-11-30',
      ...fields,
    })
  const send = (lines: readonly string[], as = admin) =>
    triageFile.POST(request({ file: ['{"pinwatch-triage":1}', ...lines, ''].join('\n') }, { as }), onTree)
  const read = async (query = '') =>
    (
      await triageFile.GET(request(undefined, { method: 'GET', path: `/api/v1/trees/linux/triage${query}` }), onTree)
    ).text()

  test('is taken over as it says, once, and comes out as it went in but for the time of the day', async () => {
    const lines = [line({ verdict: 'stays', text: 'why' }), line({ path: 'gone.c', verdict: 'blocked' })]
    expect(await (await send(lines)).json()).toEqual({
      applied: 1,
      unchanged: 0,
      unmatched: [{ path: 'gone.c', function: 'a', api: 'get_user_pages', ordinal: 1 }],
    })
    expect(await (await send(lines)).json()).toMatchObject({ applied: 0, unchanged: 1 })
    expect(
      (await read())
        .trimEnd()
        .split('\n')
        .map((text) => JSON.parse(text)),
    ).toEqual([
      { 'pinwatch-triage': 1 },
      {
        path: 'a.c',
        function: 'a',
        api: 'get_user_pages',
        ordinal: 1,
        verdict: 'stays',
        text: 'why',
        by: 'r@example.org',
        date: '2026-11-30T00:00:00.000Z',
      },
    ])
  })

  test('with a broken line is refused whole, and the line is named', async () => {
    const answer = await send([line({ verdict: 'stays' }), '{'])
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ detail: expect.stringContaining('line 3') }),
    ])
    expect(await database.triage.count()).toBe(0)
  })

  test('is taken over by who may decide for every site in it', async () => {
    const lines = [line({ verdict: 'stays' })]
    expect((await send(lines, contributor)).status).toBe(403)
    expect((await send(lines, maintainer)).status).toBe(200)
  })

  test('has a wrong pair as a row of the table of truth', async () => {
    await putTriage('r', { verdict: 'wrong-pair', text: 'another\tpage' })
    expect(await read('?format=truth')).toBe(
      'version\tfile\tfunction\tapi\trelease_file\trelease_function\trelease_api\tnote\n' +
        '1\ta.c\ta\tget_user_pages\t-\t-\t-\twrong pair: another page\n',
    )
  })
})

describe('a request', () => {
  test('is done once, however often it is sent with one key', async () => {
    const headers = { 'idempotency-key': 'k1' }
    const send = (text: string) => notes.POST(request({ text }, { headers }), onSite('a'))
    const answers = await Promise.all([send('one'), send('one'), send('one')])
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
    expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === 'true')).toHaveLength(2)
    expect((await send('other')).status).toBe(422)
    expect(await database.note.count({ where: { text: 'one' } })).toBe(1)
  })

  test('that is refused leaves its key free', async () => {
    const headers = { 'idempotency-key': 'k2' }
    const send = (as: TestAccount) =>
      postClaims({ sites: [keyOf('a'), keyOf('b')], person: 'p@example.org' }, { as, headers })
    expect((await send(maintainer)).status).toBe(403)
    expect((await send(admin)).status).toBe(201)
  })

  test('for a token is not kept with the token in it', async () => {
    const send = () => tokens.POST(request({ name: 'once' }, { headers: { 'idempotency-key': 'k3' } }))
    const first = (await (await send()).json()) as { token: string }
    expect(first.token).toMatch(/^pinwatch_/)
    expect(await (await send()).json()).toMatchObject({ token: null, name: 'once' })
    expect(JSON.stringify(await database.idempotency.findMany())).not.toContain(first.token)
    expect(JSON.stringify(await database.apiToken.findMany())).not.toContain(first.token)
  })

  test.each<[string, unknown, Sent, number, string]>([
    ['a field nobody knows', { sites: [keyOf('a')], state: 'done' }, {}, 400, 'state'],
    ['neither sites nor a filter', {}, {}, 400, 'either sites or a filter'],
    ['both', { sites: [keyOf('a')], filter: { role: 'acquire' } }, {}, 400, 'either sites or a filter'],
    ['a filter of nothing', { filter: {} }, {}, 400, 'names no parameter'],
    ['a filter nobody knows', { filter: { stat: 'x' } }, {}, 400, 'no parameter "stat"'],
    ['a status nobody knows', { filter: { status: 'x' } }, {}, 400, 'status'],
    ['a site that is not there', { sites: ['f'.repeat(16)] }, {}, 404, 'has no site'],
    ['two lines for an address', { sites: [keyOf('a')], person: 'a@b.org\nBcc: c@d.org' }, {}, 400, 'mail address'],
    ['a day that is past', { sites: [keyOf('a')], due: '2020-01-01' }, {}, 400, 'past'],
    ['a day that is none', { sites: [keyOf('a')], due: '2026-02-30' }, {}, 400, 'due'],
    ['what is no JSON', '{', {}, 400, 'JSON'],
    ['a body of two megabytes', { note: 'x'.repeat(2_000_000) }, {}, 413, 'bytes'],
    ['a form, which any page may send', {}, { headers: { 'content-type': 'text/plain' } }, 415, 'application/json'],
    ['a page of another site', {}, { headers: { origin: 'https://evil.example' } }, 403, 'other sites'],
    ['what a browser calls cross-site', {}, { headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'other sites'],
    ['nobody', {}, { as: null }, 401, 'Bearer'],
    ['a cookie', {}, { as: null, headers: { cookie: 'better-auth.session_token=x' } }, 401, 'Bearer'],
    ['a key with blanks', { sites: [keyOf('a')] }, { headers: { 'idempotency-key': 'a b' } }, 400, 'visible'],
  ])('with %s is refused, and nothing is written', async (_name, body, sent, status, words) => {
    const answer = await postClaims(body, sent)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.stringContaining(words),
    })
    expect(await database.claim.count()).toBe(0)
  })

  test('is refused where Pinwatch is read only', async () => {
    vi.stubEnv('PINWATCH_READ_ONLY', '1')
    expect((await postClaims({ sites: [keyOf('a')] })).status).toBe(403)
  })

  test('with a token that is revoked, expired or may not write is refused', async () => {
    const { token, id } = (await (await tokens.POST(request({ name: 'r' }, { as: contributor }))).json()) as {
      token: string
      id: string
    }
    const as = { ...contributor, token }
    const status = async () => (await postClaims({ sites: [keyOf('a')] }, { as })).status
    expect(await status()).toBe(201)
    await database.apiToken.update({ where: { id: Number(id) }, data: { scopes: ['read'] } })
    expect(await status()).toBe(403)
    await database.apiToken.update({ where: { id: Number(id) }, data: { scopes: ['write'], expiresAt: new Date(0) } })
    expect(await status()).toBe(401)
    await database.apiToken.update({ where: { id: Number(id) }, data: { expiresAt: null, revokedAt: new Date() } })
    expect(await status()).toBe(401)
  })
})

test("in single-user mode the token of the home is the owner's, on loopback alone", async () => {
  const home = makeFolder()
  writeFileSync(join(home, 'token'), 'a-token-of-the-local-owner\n')
  chmodSync(join(home, 'token'), 0o600)
  vi.stubEnv('PINWATCH_HOME', home)
  const as = { ...admin, token: 'a-token-of-the-local-owner' }
  const send = (headers: Record<string, string> = {}) => postClaims({ sites: [keyOf('a')] }, { as, headers })
  expect(await (await send()).json()).toMatchObject({ created: 1, claims: [{ name: 'Local owner' }] })
  expect((await send({ host: 'evil.example' })).status).toBe(401)
  vi.stubEnv('HOST', '0.0.0.0')
  expect((await send()).status).toBe(401)
})

test('the audit is only ever added to', async () => {
  await postClaims({ sites: [keyOf('a')] })
  await expect(database.auditEntry.deleteMany()).rejects.toThrow(/only ever added to/)
  await expect(database.auditEntry.updateMany({ data: { action: 'x' } })).rejects.toThrow(/only ever added to/)
  await expect(database.$executeRaw`truncate audit_entry`).rejects.toThrow(/only ever added to/)
})
