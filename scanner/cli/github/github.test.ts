import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeGithub, openFakeGithub } from '#scanner/testing/github/open-fake-github.ts'
import { makeRepository, type TestRepository } from '#scanner/testing/make-repository.ts'
import { runCli } from '#scanner/testing/run-cli.ts'
import { legacyDriver, smallKernel } from '#scanner/testing/small-kernel.ts'

let fake: FakeGithub
let kernel: TestRepository
beforeAll(async () => {
  fake = await openFakeGithub({ secret: { login: 'bot', permissions: null }, poor: { login: 'bot', permissions: [] } })
  kernel = makeRepository([
    { files: smallKernel, tag: 'base' },
    { files: { 'drivers/new.c': legacyDriver('new') }, message: 'new: take pages' },
  ])
})
beforeEach(() => fake.reset())
afterAll(() => fake.close())

const run = (args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) =>
  runCli([...args, '--repo', kernel.directory], {
    env: { GITHUB_API_URL: fake.url, GITHUB_REPOSITORY: 'o/r', GITHUB_TOKEN: 'secret', ...env },
  })

test('check --github-check makes a check run of the head, and fails all the same', async () => {
  const { code, stdout, stderr } = await run(['check', '--github-check', 'base..HEAD'])
  expect(code, stderr).toBe(1)
  expect(stdout).toMatch(/^ERROR: new-unconverted/)
  expect(stderr).toMatch(/^Check run: https:\/\/github\.test\/runs\/1$/m)
  expect(fake.problems).toEqual([])
  expect(fake.state.checkRuns).toMatchObject([
    {
      head_sha: kernel.git(['rev-parse', 'HEAD']),
      conclusion: 'failure',
      annotations: [{ path: 'drivers/new.c', start_line: 7, annotation_level: 'failure' }],
    },
  ])
})

test('github-issues opens one for each subsystem, with links to the lines', async () => {
  const opened = await run(['github-issues'])
  expect(opened.code, opened.stderr).toBe(0)
  expect(opened.stdout).toMatch(/^#\d opened: LEGACY DRIVER: convert get_user_pages\*\(\)/m)
  expect(fake.problems).toEqual([])
  const issue = fake.state.issues.find(({ title }) => title.startsWith('LEGACY DRIVER'))
  expect(issue?.body).toMatch(
    /^- \[ \] \[`drivers\/legacy\/legacy\.c:7`\]\(https:\/\/github\.com\/o\/r\/blob\/[0-9a-f]{40}\/drivers\/legacy\/legacy\.c#L7\) `get_user_pages_fast\(\)` in `legacy_map\(\)` → `pin_user_pages_fast\(\)` <!-- [0-9a-f]{16} -->$/m,
  )
})

test.each([
  ['no repository', { GITHUB_REPOSITORY: undefined }, /GITHUB_REPOSITORY is not set/],
  ['no token', { GITHUB_TOKEN: '' }, /GITHUB_TOKEN is not set/],
  [
    'an odd repository',
    { GITHUB_REPOSITORY: 'linux' },
    /GITHUB_REPOSITORY is not what it should be: a repository, as OWNER\/NAME/,
  ],
  ['half an App', { GITHUB_APP_ID: '7' }, /needs both GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY/],
  ['a token without the right', { GITHUB_TOKEN: 'poor' }, /the token lacks the permission "Issues: read"/],
])('%s is refused by name', async (_what, env, message) => {
  const { code, stderr } = await run(['github-issues'], env)
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/bug in Pinwatch|poor/)
})

test('--github-check of what is not on GitHub is refused', async () => {
  const { code, stderr } = await run(['check', '--github-check', '--staged'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/--github-check is about a commit that is on GitHub/)
})

test('github-assignments opens an issue for each person, and takes over what people did there', async () => {
  const site = 'a'.repeat(16)
  const claim = { id: '5', site, path: 'a.c', line: 3, function: 'map', api: 'get_user_pages', name: 'Jane', due: null }
  const claims = [{ ...claim, person: 'jane@example.org', state: 'claimed' }]
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (request.method === 'DELETE') claims.length = 0
    response.writeHead(request.method === 'DELETE' ? 204 : 200, { 'content-type': 'application/json' })
    response.end(request.method === 'DELETE' ? undefined : JSON.stringify({ items: claims, next: null }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = (server.address() as AddressInfo).port // it listens on one
  const assign = (...args: readonly string[]) =>
    runCli(['github-assignments', '--tree', 'linux', '--server', `http://127.0.0.1:${port}`, ...args], {
      env: { GITHUB_API_URL: fake.url, GITHUB_REPOSITORY: 'o/r', GITHUB_TOKEN: 'secret', PINWATCH_TOKEN: 'mine' },
    })
  try {
    const opened = await assign('--login', 'Jane@example.org=jane-gh')
    expect(opened, opened.stderr).toMatchObject({ code: 0, stdout: expect.stringMatching(/^#1 opened: .*: Jane\n$/) })
    expect(fake.state.issues).toMatchObject([{ assignees: ['jane-gh'], body: expect.stringContaining('`a.c:3`') }])
    Object.assign(fake.state.issues[0] ?? {}, { state: 'closed', state_reason: 'not_planned' })
    const back = await assign('--both-ways')
    expect(back.stdout).toMatch(/^given back: a{16} by jane@example\.org\n#1 closed: /)
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual(['DELETE /api/v1/claims/5'])
    expect((await assign('--login', 'jane')).stderr).toMatch(/Write it as jane@example\.org=jane/)
  } finally {
    server.close()
  }
})
