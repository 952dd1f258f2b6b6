import { createHmac, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeAccount, type TestAccount } from '#app/_people/testing/people-world.ts'
import { operations } from '#app/api/v1/operations.ts'
import { connectDatabase, type Database } from '#prisma/client.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree } from '#scanner/testing/claimed-tree.ts'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { keyOf, samplePublication } from '#scanner/testing/sample-publication.ts'
import { type Role, roles } from './permissions.ts'

const app = join(import.meta.dirname, '..')
const secret = 'a secret of thirty-two characters or more'
const host = 'pinwatch.test:3000'

let database: Database
let asked = new Headers()
const accounts = new Map<Role, TestAccount>()

const listFiles = (wanted: (file: string) => boolean): readonly string[] =>
  readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(wanted).toSorted()

class Redirected extends Error {}
class NotThere extends Error {}
vi.mock('#app/_data/database.ts', () => ({ getDatabase: () => database }))
vi.mock('next/headers', () => ({ headers: async () => asked, cookies: async () => ({ get: () => undefined }) }))
vi.mock('next/cache', () => ({ refresh: () => {} }))
vi.mock('next/navigation', () => ({
  redirect: () => {
    throw new Redirected()
  },
  notFound: () => {
    throw new NotThere()
  },
}))

beforeAll(async () => {
  database = connectDatabase((await createTestDatabase()).url)
  vi.stubEnv('AUTH_SECRET', secret)
  vi.stubEnv('PINWATCH_URL', `http://${host}`)
  vi.stubEnv('GITHUB_CLIENT_ID', 'id')
  vi.stubEnv('GITHUB_CLIENT_SECRET', 'secret')
  const { options } = await claimTree(database)
  const sites = [
    { name: 'a', pair: 'r', subsystems: ['DRM'] },
    { name: 'r', role: 'release' as const, subsystems: ['DRM'] },
  ]
  await publishRevision(database, samplePublication({ commit: 'v1', sites }), options)
  accounts.set('reader', await makeAccount(database, 'reader'))
  accounts.set('contributor', await makeAccount(database, 'contributor', 'author@example.org'))
  // the section's person of a sample
  accounts.set('maintainer', await makeAccount(database, 'contributor', 'drm@example.org'))
  accounts.set('admin', await makeAccount(database, 'admin'))
  for (const [role, { userId }] of accounts)
    await database.session.create({
      data: { id: role, token: `session-of-${role}`, userId, expiresAt: new Date(Date.now() + 3_600_000) },
    })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database?.$disconnect()
})
beforeEach(async () => {
  await database.claim.deleteMany()
  await database.triage.deleteMany()
  await database.setting.deleteMany()
})

/** What a browser sends that is signed in as such. */
function signInAs(role: Role): void {
  asked = new Headers({ host, origin: `http://${host}` })
  if (role === 'visitor') return
  const token = `session-of-${role}`
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  asked.set('cookie', `pinwatch.session_token=${encodeURIComponent(`${token}.${signature}`)}`)
}

const form = (fields: Readonly<Record<string, string | File>>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

const site = { slug: 'linux', key: keyOf('a'), rev: null }
const list = { slug: 'linux', rev: null, filter: '', sites: [keyOf('a')] }
const word = { verdict: 'stays' }
const everybody = roles.filter((role) => role !== 'visitor')
const contributors: readonly Role[] = ['contributor', 'maintainer', 'admin']
const deciders: readonly Role[] = ['maintainer', 'admin']
const admins: readonly Role[] = ['admin']

const participantOf = async (email: string): Promise<number> =>
  (
    await database.participant.upsert({
      where: { email },
      create: { email, name: email },
      update: {},
      select: { id: true },
    })
  ).id

/** An open claim of somebody who has nothing to do with any of the roles. */
async function makeClaim(email = 'else@example.org'): Promise<string> {
  const { id, treeId } = await database.site.findFirstOrThrow({ where: { key: keyOf('a') } })
  const personId = await participantOf(email)
  await database.claim.deleteMany()
  const data = { treeId, siteId: id, personId, madeById: personId, statusWas: 'unconverted' }
  return String((await database.claim.create({ data: { ...data, expiresAt: new Date(Date.now() + 1e9) } })).id)
}

/** Of an account of such a role, or of one more. */
async function makeTokenOf(whose: Role | 'else'): Promise<string> {
  const { userId } =
    (whose === 'else' ? undefined : accounts.get(whose)) ??
    (await makeAccount(database, 'reader', `${randomUUID()}@example.org`))
  const data = { userId, name: 't', digest: `digest ${randomUUID()}`, scopes: ['read'] }
  return String((await database.apiToken.create({ data, select: { id: true } })).id)
}

const makeScan = async (state: 'queued' | 'failed'): Promise<number> => {
  const { id } = await database.tree.findFirstOrThrow({ select: { id: true } })
  return (await database.scan.create({ data: { treeId: id, revisions: ['HEAD'], tags: [], state } })).id
}

const makeTree = async (): Promise<string> => {
  const slug = `tree-${Math.random().toString(36).slice(2, 10)}`
  await database.tree.create({ data: { slug, name: slug, source: `/srv/${slug}` } })
  return slug
}

const makeWebhook = async (): Promise<number> => {
  const { id: treeId } = await database.tree.findFirstOrThrow({ where: { slug: 'linux' }, select: { id: true } })
  const data = { treeId, url: 'https://hooks.example.org/', secret: Buffer.from('secret'), events: ['triage'] }
  return (await database.webhook.create({ data })).id
}

const [
  siteActs,
  listActs,
  peopleActs,
  tokenActs,
  fileActs,
  settingsActs,
  treeActs,
  scanActs,
  addActs,
  mailActs,
  hookActs,
] = await Promise.all([
  import('#app/_people/actions/site-acts.ts'),
  import('#app/_people/actions/list-acts.ts'),
  import('#app/_people/actions/people-acts.ts'),
  import('#app/_people/actions/token-acts.ts'),
  import('#app/_people/actions/triage-file-acts.ts'),
  import('#app/_people/actions/settings-acts.ts'),
  import('#app/_scans/actions/tree-acts.ts'),
  import('#app/_scans/actions/scan-acts.ts'),
  import('#app/_scans/actions/add-tree.ts'),
  import('#app/_people/actions/mail-acts.ts'),
  import('#app/_people/actions/webhook-acts.ts'),
])

const triageFile = () =>
  new File(
    [
      '{"pinwatch-triage":1}\n',
      '{"path":"a.c","function":"a","api":"get_user_pages","ordinal":1,"verdict":"stays","by":"b@example.org","date":"2026-11-30"}\n',
    ],
    'triage.txt',
  )

/** What each form of a page sends, and who may; by the name of the act. */
const formActs: Readonly<Record<string, readonly [may: readonly Role[], send: (role: Role) => Promise<unknown>]>> = {
  claimSite: [contributors, () => siteActs.claimSite(site, null, form({}))],
  'claimSite for somebody else': [deciders, () => siteActs.claimSite(site, null, form({ person: 'x@example.org' }))],
  changeClaimHere: [
    deciders,
    async () =>
      siteActs.changeClaimHere(site, await makeClaim(), null, form({ state: 'posted', link: 'https://x.example/1' })),
  ],
  'changeClaimHere of their own': [
    contributors,
    async (role) =>
      siteActs.changeClaimHere(site, await makeClaim(accounts.get(role)?.email), null, form({ note: 'news' })),
  ],
  withdrawClaimHere: [deciders, async () => siteActs.withdrawClaimHere(site, await makeClaim(), null, form({}))],
  triageHere: [contributors, () => siteActs.triageHere(site, null, form(word))],
  withdrawTriageHere: [
    deciders,
    async () => {
      const { id, treeId } = await database.site.findFirstOrThrow({ where: { key: keyOf('a') } })
      const madeById = await participantOf('else@example.org')
      await database.triage.deleteMany()
      await database.triage.create({ data: { treeId, siteId: id, isDecided: true, verdict: 'stays', madeById } })
      return siteActs.withdrawTriageHere(site, null, form({}))
    },
  ],
  prioritizeHere: [deciders, () => siteActs.prioritizeHere(site, null, form({ priority: 'high' }))],
  prioritizeFromList: [deciders, () => listActs.prioritizeFromList(list, null, form({ priority: 'low' }))],
  writeNoteHere: [contributors, () => siteActs.writeNoteHere(site, null, form({ text: 'n' }))],
  claimFromList: [contributors, () => listActs.claimFromList(list, null, form({}))],
  'claimFromList for somebody else': [
    deciders,
    () => listActs.claimFromList(list, null, form({ person: 'x@example.org' })),
  ],
  triageFromList: [contributors, () => listActs.triageFromList(list, null, form(word))],
  // of nobody's doing: there is nothing that any of them could undo
  undoHere: [[], () => listActs.undoHere(list, 'b0b0b0b0-0000-4000-8000-000000000000', null, form({}))],
  changeRoleHere: [
    admins,
    () => peopleActs.changeRoleHere(accounts.get('reader')?.userId ?? '', null, form({ role: 'reader' })),
  ],
  forgetHere: [
    admins,
    async () => {
      const email = `gone-${Math.random()}@example.org`
      const { userId } = await makeAccount(database, 'contributor', email)
      return peopleActs.forgetHere(userId, 'people', null, form({ word: 'forget' }))
    },
  ],
  // the secret was printed to nobody here
  becomeAdminHere: [[], () => peopleActs.becomeAdminHere('guessed', null, form({}))],
  makeTokenHere: [everybody, () => tokenActs.makeTokenHere(null, form({ name: 't' }))],
  revokeTokenHere: [admins, async () => tokenActs.revokeTokenHere(await makeTokenOf('else'), 'all', null, form({}))],
  'revokeTokenHere of their own': [
    everybody,
    async (role) => tokenActs.revokeTokenHere(await makeTokenOf(role), 'mine', null, form({})),
  ],
  importTriageHere: [deciders, () => fileActs.importTriageHere('linux', null, form({ file: triageFile() }))],
  changeSettingsHere: [admins, () => settingsActs.changeSettingsHere(null, form({ 'claim-days': '30' }))],
  saveMailsHere: [everybody, () => mailActs.saveMailsHere([], null, form({}))],
  addWebhookHere: [
    admins,
    () => hookActs.addWebhookHere(null, form({ tree: 'linux', url: 'https://hooks.example.org/', event: 'claim' })),
  ],
  switchWebhookHere: [admins, async () => hookActs.switchWebhookHere(await makeWebhook(), false, null, form({}))],
  removeWebhookHere: [admins, async () => hookActs.removeWebhookHere(await makeWebhook(), null, form({}))],
  sendAgainHere: [
    admins,
    async () => {
      const webhookId = await makeWebhook()
      const data = { key: `hook ${webhookId}`, channel: 'webhook', kind: 'claim.made', webhookId, data: {} }
      return hookActs.sendAgainHere((await database.outbox.create({ data })).id, webhookId, null, form({}))
    },
  ],
  addTreeHere: [admins, () => treeActs.addTreeHere(null, form({ source: '/srv/linux' }))],
  addTree: [admins, () => addActs.addTree(null, form({ source: '/srv/linux' }))],
  // leads back to the form, in place of to the scan
  loadDemo: [roles, () => addActs.loadDemo(form({}))],
  renameTreeHere: [
    admins,
    async () => treeActs.renameTreeHere(await makeTree(), null, form({ name: 'x', slug: await freeSlug() })),
  ],
  followTreeHere: [admins, async () => treeActs.followTreeHere(await makeTree(), null, form({ minutes: '5' }))],
  setSourceUrlHere: [admins, async () => treeActs.setSourceUrlHere(await makeTree(), null, form({ sourceUrl: '' }))],
  removeTreeHere: [
    admins,
    async () => {
      const slug = await makeTree()
      return treeActs.removeTreeHere(slug, null, form({ typed: slug }))
    },
  ],
  cancelScanHere: [admins, async () => scanActs.cancelScanHere(await makeScan('queued'), 'all', null, form({}))],
  retryScanHere: [admins, async () => scanActs.retryScanHere(await makeScan('failed'), null, form({}))],
}

const freeSlug = async (): Promise<string> =>
  `free-${await database.tree.count()}-${Math.random().toString(36).slice(2, 8)}`

/** Whether an act was done: it led somewhere, or showed what it made. */
async function isDone(send: () => Promise<unknown>): Promise<boolean> {
  try {
    const state = await send()
    return typeof state === 'object' && state !== null && 'made' in state
  } catch (error) {
    if (error instanceof Redirected) return true
    throw error
  }
}

describe('a form', () => {
  test.each(Object.entries(formActs))('%s', async (_name, [may, send]) => {
    const done: Role[] = []
    for (const role of roles) {
      signInAs(role)
      if (await isDone(() => send(role))) done.push(role)
    }
    expect(done).toEqual(may)
  })

  test('of every page is among them', () => {
    const files = listFiles((file) => file.endsWith('.ts')).filter((file) =>
      readFileSync(join(app, file), 'utf8').startsWith("'use server'"),
    )
    const exported = files.flatMap((file) =>
      [...readFileSync(join(app, file), 'utf8').matchAll(/^export async function (\w+)/gm)].map(([, name]) => name),
    )
    // cookies of whoever looks: colours, whom the page of what is next is for, and what they have seen
    const harmless = ['setTheme', 'keepWho', 'keepSeen']
    expect(exported.filter((name) => !harmless.includes(String(name))).toSorted()).toEqual(
      Object.keys(formActs)
        .filter((name) => !name.includes(' '))
        .toSorted(),
    )
  })

  test.each(Object.entries(formActs))('%s that a page of another site sends is refused', async (name, [, send]) => {
    if (name === 'loadDemo') return
    signInAs('admin')
    asked.set('origin', 'https://evil.example')
    expect(await isDone(() => send('admin'))).toBe(false)
  })

  test('for the demo asks for a scan for an admin alone', async () => {
    for (const role of roles) {
      signInAs(role)
      await database.scan.deleteMany({ where: { state: 'queued' } })
      await isDone(() => addActs.loadDemo(form({})))
      expect([role, await database.scan.count({ where: { state: 'queued' } })]).toEqual([
        role,
        role === 'admin' ? 1 : 0,
      ])
    }
  })
})

describe('a page of the administration', () => {
  const pages = listFiles((file) => /^\(routes\)\/admin\/(?:.*\/)?page\.tsx$/.test(file))

  test.each(pages)('%s is there for an admin, and for nobody else', async (file) => {
    const { default: page } = (await import(join(app, file))) as {
      default: (props: { searchParams: Promise<object> }) => Promise<unknown>
    }
    const seen: Role[] = []
    for (const role of roles) {
      signInAs(role)
      try {
        await page({ searchParams: Promise.resolve({}) })
        seen.push(role)
      } catch (error) {
        if (!(error instanceof NotThere)) throw error
      }
    }
    expect(seen).toEqual(['admin'])
  })

  test.each([
    ['claim', contributors],
    ['judge', contributors],
  ])('where many are chosen, %s, is there for who may', async (name, may) => {
    const { default: page } = (await import(join(app, `(routes)/[tree]/${name}/page.tsx`))) as {
      default: (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<unknown>
    }
    const seen: Role[] = []
    for (const role of roles) {
      signInAs(role)
      try {
        await page({ params: Promise.resolve({ tree: 'linux' }), searchParams: Promise.resolve({}) })
        seen.push(role)
      } catch (error) {
        if (!(error instanceof NotThere)) throw error
      }
    }
    expect(seen).toEqual(may)
  })
})

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>

interface ApiAct {
  readonly may: readonly Role[]
  readonly body?: object
  readonly params: () => Promise<Readonly<Record<string, string>>>
}

const onTree = async () => ({ tree: 'linux' })
const onSite = async () => ({ tree: 'linux', key: keyOf('a') })

/** What each operation of the API that changes something is sent, and who may; by its id. */
const apiActs: Readonly<Record<string, ApiAct>> = {
  claimSites: { may: contributors, body: { sites: [keyOf('a')] }, params: onTree },
  changeClaim: { may: deciders, body: { note: 'n' }, params: async () => ({ id: await makeClaim() }) },
  withdrawClaim: { may: deciders, params: async () => ({ id: await makeClaim() }) },
  triageSite: { may: contributors, body: word, params: onSite },
  withdrawTriage: {
    may: deciders,
    async params() {
      signInAs('admin')
      await isDone(() => siteActs.triageHere(site, null, form(word)))
      return onSite()
    },
  },
  setPriority: { may: deciders, body: { priority: 'high' }, params: onSite },
  writeNote: { may: contributors, body: { text: 'n' }, params: onSite },
  importTriage: { may: deciders, body: { file: await triageFile().text() }, params: onTree },
  makeToken: { may: everybody, body: { name: 't' }, params: async () => ({}) },
  revokeToken: {
    may: admins,
    params: async () => ({ id: await makeTokenOf('else') }),
  },
}

const writing = operations.filter(({ method }) => method !== 'get')
const operationOf = (id: string) => {
  const found = writing.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`there is no operation ${id}`)
  return found
}

interface Sent {
  readonly params: Readonly<Record<string, string>>
  readonly body?: string | undefined
  readonly token?: string | undefined
}

/** Sends it to the handler of its address. */
async function send(id: string, { params, body, token }: Sent): Promise<Response> {
  const { method, path } = operationOf(id)
  const file = join(app, 'api/v1', path.replaceAll('{', '[').replaceAll('}', ']'), 'route.ts')
  const handlers = (await import(file)) as Readonly<Record<string, Handler>>
  const request = new Request(`http://${host}/api/v1/x`, {
    method: method.toUpperCase(),
    headers: {
      host,
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
  })
  const handler = handlers[method.toUpperCase()]
  if (handler === undefined) throw new Error(`${file} does not answer ${method}`)
  return handler(request, { params: Promise.resolve(params) })
}

const textOf = (body: object | undefined): string | undefined => (body === undefined ? undefined : JSON.stringify(body))

describe('an operation of the API', () => {
  test.each(Object.entries(apiActs))('%s', async (id, { may, body, params }) => {
    const done: Role[] = []
    for (const role of roles) {
      await database.triage.deleteMany()
      const answer = await send(id, { params: await params(), body: textOf(body), token: accounts.get(role)?.token })
      if (answer.ok) done.push(role)
      else expect([role, [401, 403, 404].includes(answer.status)]).toEqual([role, true])
      if (role === 'visitor') expect(answer.status).toBe(401)
    }
    expect(done).toEqual(may)
  })

  test('that changes something is among them', () => {
    expect(writing.map(({ id }) => id).toSorted()).toEqual(Object.keys(apiActs).toSorted())
  })

  test.each(Object.entries(apiActs))('%s takes no field that it does not know', async (id, { body, params }) => {
    if (body === undefined) return
    const token = accounts.get('admin')?.token
    const more = ['id', 'userId', 'role', 'madeById', 'treeId', 'isDecided', 'createdAt', '__proto__']
    for (const field of more) {
      const text = JSON.stringify(body).replace(/}$/, `,${JSON.stringify(field)}:1}`)
      const answer = await send(id, { params: await params(), body: text, token })
      expect([field, answer.status]).toEqual([field, 400])
    }
  })

  test.each(Object.entries(apiActs))(
    '%s takes no body of more than a megabyte, a file nine',
    async (id, { body, params }) => {
      if (body === undefined) return
      const text = JSON.stringify({ ...body, note: 'x'.repeat(id === 'importTriage' ? 9_100_000 : 1_100_000) })
      const answer = await send(id, { params: await params(), body: text, token: accounts.get('admin')?.token })
      expect(answer.status).toBe(413)
    },
  )

  test.each(Object.entries(apiActs))(
    '%s finds nothing by an id that is none, or of another tree',
    async (id, { body, params }) => {
      const { options } = await claimTree(database, `/srv/other-${id.toLowerCase()}`)
      await publishRevision(database, samplePublication({ commit: 'o1', sites: [{ name: 'z' }] }), options)
      const token = accounts.get('admin')?.token
      const given = await params()
      const wrong: Record<string, readonly string[]> = {
        tree: ['nothing', '../linux', 'linux%00', 'LINUX'],
        key: [keyOf('z'), 'x', '', keyOf('a').toUpperCase(), `${keyOf('a')} `],
        id: ['0', '-1', '999999999', '99999999999999999999', '1 or 1=1', '', 'NaN', '1e3'],
      }
      for (const [name, values] of Object.entries(wrong))
        for (const value of name in given ? values.filter((one) => one !== given[name]) : []) {
          const answer = await send(id, { params: { ...given, [name]: value }, body: textOf(body), token })
          expect([name, value, answer.status]).toEqual([name, value, 404])
        }
    },
  )
})
