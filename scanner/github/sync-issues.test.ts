import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeGithub, openFakeGithub } from '#scanner/testing/github/open-fake-github.ts'
import { hastenTimers } from '#scanner/testing/hasten-timers.ts'
import { listKnownIssues } from './list-known-issues.ts'
import { type Github, openGithub } from './open-github.ts'
import { planTakeBack } from './plan-take-back.ts'
import { type SyncedIssue, syncIssues } from './sync-issues.ts'
import { type AssignedSite, wantedAssignments } from './wanted-assignment.ts'
import type { WantedIssue } from './wanted-issue.ts'

const repository = { owner: 'o', repo: 'r' }
const tokens = {
  all: { login: 'bot', permissions: ['issues=write'] },
  reader: { login: 'bot', permissions: ['issues=read'] },
  none: { login: 'bot', permissions: [] },
}

let fake: FakeGithub
let stopHurry: () => void
beforeAll(async () => {
  fake = await openFakeGithub(tokens)
})
afterAll(() => fake.close())
afterEach(() => stopHurry())
let github: Github
let waits: string[]
beforeEach(async () => {
  stopHurry = hastenTimers()
  waits = []
  fake.reset()
  github = await connect('all')
})

const connect = (token: string): Promise<Github> =>
  openGithub({ apiUrl: fake.url, credentials: { kind: 'token', token } }, repository, {
    userAgent: 'test',
    onWait: (message) => waits.push(message),
  })

const wanted = (name: string, ...keys: readonly string[]): WantedIssue => ({
  marker: `<!-- pinwatch:issue:${name.padEnd(16, '0')} -->`,
  title: `Convert ${name}`,
  open: keys.map((key) => ({ key: key.padEnd(16, '0'), text: `call ${key}` })),
})

const sync = (...issues: readonly WantedIssue[]) => syncWithin(null, ...issues)

async function syncWithin(
  scope: ReadonlySet<string> | null,
  ...issues: readonly WantedIssue[]
): Promise<readonly string[]> {
  const done: SyncedIssue[] = []
  await syncIssues(github, repository, {
    kind: 'subsystem',
    wanted: issues,
    scope,
    onIssue: (issue) => done.push(issue),
  })
  expect(fake.problems).toEqual([])
  return done.map((issue) => `${issue.number} ${issue.done}`)
}

const only = () => {
  const [issue, ...more] = fake.state.issues
  if (issue === undefined || more.length > 0) throw new Error(`there are ${fake.state.issues.length} issues`)
  return issue
}

/** The checklist of an issue. */
const items = (body: string) => [...body.matchAll(/^- \[(.)\] (.*?) <!--/gm)].map(([, box, text]) => `${box} ${text}`)

test('an issue is opened with a list of what is open, and then left alone', async () => {
  expect(await sync(wanted('a', '1', '2'), wanted('b', '3'))).toEqual(['1 opened', '2 opened'])
  expect(fake.state.issues[0]).toMatchObject({ title: 'Convert a', state: 'open', labels: ['pinwatch'] })
  expect(items(fake.state.issues[0]?.body ?? '')).toEqual(['  call 1', '  call 2'])
  expect(await sync(wanted('a', '1', '2'), wanted('b', '3'))).toEqual(['1 unchanged', '2 unchanged'])
  expect(fake.state.issues).toHaveLength(2)
})

test('what was converted is ticked, what is new is added, and at last the issue is closed', async () => {
  await sync(wanted('a', '1', '2'))
  expect(await sync(wanted('a', '2', '3'))).toEqual(['1 updated'])
  expect(items(only().body)).toEqual(['  call 2', '  call 3', 'x call 1'])
  expect(await sync()).toEqual(['1 closed'])
  expect(only().state).toBe('closed')
  expect(items(only().body)).toEqual(['x call 2', 'x call 3', 'x call 1'])
  expect(await sync()).toEqual(['1 unchanged'])
})

test('what comes back opens it again', async () => {
  await sync(wanted('a', '1'))
  await sync()
  expect(await sync(wanted('a', '1'))).toEqual(['1 reopened'])
  expect(only().state).toBe('open')
})

test('what people did stays: words, title, labels, who is assigned', async () => {
  await sync(wanted('a', '1', '2'))
  Object.assign(only(), {
    title: 'Better title',
    labels: ['pinwatch', 'easy'],
    assignees: ['jane'],
    body: `Before.\r\n${only().body.replaceAll('\n', '\r\n')}\r\nAfter.`,
  })
  expect(await sync(wanted('a', '1', '2'))).toEqual(['1 unchanged'])
  await sync(wanted('a', '2'))
  expect(only()).toMatchObject({ title: 'Better title', labels: ['pinwatch', 'easy'], assignees: ['jane'] })
  expect(only().body).toMatch(/^Before\.[\s\S]*- \[x\] call 1[\s\S]*After\.$/)
})

test('asked for some, the others are left alone', async () => {
  await sync(wanted('a', '1'), wanted('b', '2'))
  expect(await syncWithin(new Set([wanted('a').marker]))).toEqual(['1 closed'])
  expect(fake.state.issues[1]?.state).toBe('open')
})

test('issues of others are not touched, however many there are', async () => {
  for (let number = 1; number <= 250; number++)
    fake.state.issues.push({ number, title: 'other', body: 'x', state: 'open', labels: ['pinwatch'], assignees: [] })
  expect(await sync(wanted('a', '1'))).toEqual(['251 opened'])
  expect(await sync(wanted('a', '1'))).toEqual(['251 unchanged'])
})

describe('a connection that is cut at any request', () => {
  const cutAt = (at: number, when: 'before' | 'after') => (request: number) =>
    request === at
      ? { kind: 'cut' as const, when }
      : request > at
        ? { kind: 'cut' as const, when: 'before' as const }
        : null

  // a later run makes a list, ticks, closes, opens again and opens
  test.each([1, 2, 3, 4].flatMap((at) => (['before', 'after'] as const).map((when) => ({ at, when }))))(
    '$when request $at of a later run: the next one finishes it',
    async ({ at, when }) => {
      await sync(wanted('a', '1', '2'), wanted('b', '3'), wanted('c', '4'))
      await sync(wanted('a', '1', '2'), wanted('b', '3'))
      const later = [wanted('a', '2'), wanted('c', '4'), wanted('d', '5')]
      const begun = fake.requests.length
      fake.meddle = (request) => cutAt(begun + at, when)(request)
      await expect(sync(...later)).rejects.toThrow(/GitHub: .*no answer/)
      fake.meddle = () => null
      await sync(...later)
      expect(await sync(...later)).toEqual(['1 unchanged', '3 unchanged', '4 unchanged', '2 unchanged'])
      expect(fake.state.issues.map(({ title, state }) => `${title} ${state}`)).toEqual([
        'Convert a open',
        'Convert b closed',
        'Convert c open',
        'Convert d open',
      ])
    },
  )

  // a first run makes a list and three issues
  const cuts = [0, 1, 2, 3].flatMap((at) => (['before', 'after'] as const).map((when) => ({ at, when })))

  test.each(cuts)('$when request $at: what was begun is finished, and nothing is there twice', async ({ at, when }) => {
    const issues = [wanted('a', '1'), wanted('b', '2'), wanted('c', '3')]
    fake.meddle = (request) => (request === at ? { kind: 'cut', when } : null)
    await sync(...issues)
    expect(fake.state.issues.map(({ title }) => title).sort()).toEqual(['Convert a', 'Convert b', 'Convert c'])
  })

  test.each(cuts)('$when request $at, and dead from then on: the next run finishes it', async ({ at, when }) => {
    const issues = [wanted('a', '1'), wanted('b', '2'), wanted('c', '3')]
    fake.meddle = (request) =>
      request === at ? { kind: 'cut', when } : request > at ? { kind: 'cut', when: 'before' } : null
    await expect(sync(...issues)).rejects.toThrow(/GitHub: .*no answer/)
    fake.meddle = () => null
    await sync(...issues)
    expect(fake.state.issues.map(({ title }) => title).sort()).toEqual(['Convert a', 'Convert b', 'Convert c'])
  })
})

test('a secondary limit is waited for', async () => {
  fake.meddle = (request) => (request === 1 ? { kind: 'limit', seconds: 1 } : null)
  expect(await sync(wanted('a', '1'))).toEqual(['1 opened'])
  expect(waits).toEqual([expect.stringMatching(/^GitHub's secondary rate limit is reached: going on in 1 s\.$/)])
})

describe('a token', () => {
  const refusedFor = async (token: string) => {
    github = await connect(token)
    return sync(wanted('a', '1')).then(
      () => '',
      (error: Error) => error.message,
    )
  }
  test('that may not write is told which permission it lacks', async () => {
    expect(await refusedFor('reader')).toMatch(
      /"Convert a" was not opened: the token lacks the permission "Issues: write"/,
    )
  })
  test('that may not read either', async () => {
    expect(await refusedFor('none')).toMatch(/could not be listed: the token lacks the permission "Issues: read"/)
  })
  test('that is wrong', async () => {
    expect(await refusedFor('stolen')).toMatch(/the token is wrong or has expired/)
  })
})

describe('issues of assignments', () => {
  const claim = (person: string, site: string, state = 'claimed'): AssignedSite => ({
    ...{ id: `${person} ${site}`, site: site.padEnd(16, '0'), path: `${site}.c`, line: 7, function: 'map' },
    ...{ api: 'get_user_pages', person: `${person}@example.org`, name: person, state, due: null },
  })
  const logins = new Map([
    ['jane@example.org', 'jane-gh'],
    ['odd@example.org', 'stranger'],
    ['max@example.org', 'max-gh'],
  ])
  async function assign(...claims: readonly AssignedSite[]): Promise<readonly string[]> {
    const done: SyncedIssue[] = []
    const assigned = wantedAssignments(claims, { siteUrl: (key) => `https://gup.test/linux/sites/${key}`, logins })
    const onIssue = (issue: SyncedIssue) => done.push(issue)
    await syncIssues(github, repository, { kind: 'assignment', wanted: assigned, scope: null, onIssue })
    expect(fake.problems).toEqual([])
    return done.map(({ number, done: what, unassignable }) =>
      unassignable === undefined ? `${number} ${what}` : `${number} ${what}, not by ${unassignable}`,
    )
  }

  test('each person has one, assigned to them, with a link to each site, apart from those of subsystems', async () => {
    await sync(wanted('a', '1'))
    expect(await assign(claim('jane', 'a'), claim('max', 'b', 'posted'), claim('jane', 'c'))).toEqual([
      '2 opened',
      '3 opened',
    ])
    expect(fake.state.issues.map(({ assignees, labels }) => [...assignees, ...labels])).toEqual([
      ['pinwatch'],
      ['jane-gh', 'pinwatch'],
      ['max-gh', 'pinwatch'],
    ])
    expect(fake.state.issues[1]?.title).toBe('Convert get_user_pages*() to pin_user_pages*(): jane')
    expect(items(fake.state.issues[2]?.body ?? '')).toEqual([
      '  [`b.c:7`](https://gup.test/linux/sites/b000000000000000) `get_user_pages()` in `map()`, posted',
    ])
    expect(await sync(wanted('a', '1'))).toEqual(['1 unchanged'])
    expect(fake.state.issues.map(({ body }) => body).join()).not.toMatch(/example\.org/)
  })

  test('what was converted is ticked, what was given back is taken off, and the end closes it', async () => {
    await assign(claim('jane', 'a'), claim('jane', 'b'))
    expect(await assign(claim('jane', 'a', 'done'), claim('jane', 'b', 'withdrawn'), claim('jane', 'c'))).toEqual([
      '1 updated',
    ])
    expect(items(only().body).map((item) => item.slice(0, 8))).toEqual(['  [`c.c:', 'x [`a.c:'])
    expect(await assign(claim('jane', 'a', 'done'), claim('jane', 'c', 'done'))).toEqual(['1 closed'])
    expect(only()).toMatchObject({ state: 'closed', state_reason: 'completed' })
    expect(await assign()).toEqual(['1 closed'])
    expect(only()).toMatchObject({ state: 'closed', state_reason: 'not_planned' })
  })

  test('whom GitHub does not let it be assigned to is said, and the issue is there', async () => {
    expect(await assign(claim('odd', 'a'))).toEqual(['1 opened, not by stranger'])
    expect(only()).toMatchObject({ assignees: [], state: 'open' })
  })

  test('what people did on GitHub is read back: not planned gives back, another assignee takes over', async () => {
    const claims = [claim('jane', 'a'), claim('jane', 'b'), claim('max', 'c')]
    await assign(...claims)
    const plan = async () =>
      planTakeBack([...claims, claim('jane', 'later')], await listKnownIssues(github, repository, 'assignment'), logins)
    expect(await plan()).toEqual({ withdrawn: [], handedOver: [] })
    Object.assign(fake.state.issues[0] ?? {}, { assignees: ['MAX-gh'] })
    Object.assign(fake.state.issues[1] ?? {}, { state: 'closed', state_reason: 'not_planned' })
    expect(await plan()).toEqual({
      withdrawn: claims,
      handedOver: [{ person: 'max@example.org', sites: [claim('jane', 'a').site, claim('jane', 'b').site] }],
    })
    // nobody of whom is known who they are, or both
    for (const assignees of [[], ['someone'], ['max-gh', 'jane-gh']]) {
      Object.assign(fake.state.issues[0] ?? {}, { assignees })
      expect((await plan()).handedOver).toEqual([])
    }
  })
})
