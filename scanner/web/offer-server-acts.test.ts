import { existsSync, mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mirrorFolder } from '#scanner/jobs/home-paths.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { makeServerActs } from './offer-server-acts.ts'

const home = makeFolder()
const found = { subject: 'proxy', isFine: false, sentence: 'is set up wrong' }
const ours = { home, privateHosts: ['10.0.0.7'], findings: () => [found] }
const { whyPrivate, removeMirror } = makeServerActs({ ...ours, databaseUrl: '' })

test.each([
  'https://127.0.0.1/linux.git',
  'http://[::1]:3000/linux.git',
  'https://169.254.169.254/latest/linux.git',
  'ssh://git@192.168.1.1/linux.git',
  'git@10.0.0.8:linux.git',
  'https://localhost/linux.git',
  'git://[fd00::1]/linux.git#subdir=kernel',
])('%s leads into our own network', async (source) => {
  expect(await whyPrivate(source)).toContain('PINWATCH_PRIVATE_HOSTS')
})

test.each([
  'https://8.8.8.8/linux.git',
  'https://10.0.0.7/linux.git',
  '/srv/linux',
  'demo',
  'nonsense',
  'https://no-such-host.invalid/linux.git',
])('%s does not, or is told otherwise', async (source) => {
  expect(await whyPrivate(source)).toBeNull()
})

test('the mirror of a tree that is gone is removed, and nothing else', async () => {
  const [mine, other] = ['https://example.org/a.git', 'https://example.org/b.git'].map((url) =>
    mirrorFolder(home, 'linux', url),
  )
  for (const folder of [mine, other]) mkdirSync(String(folder), { recursive: true })
  await removeMirror({ slug: 'linux', source: 'https://example.org/a.git' })
  await removeMirror({ slug: 'linux', source: '/srv/linux' })
  expect([mine, other].map((folder) => existsSync(String(folder)))).toEqual([false, true])
})

test('what doctor finds is asked for once, however many ask meanwhile', async () => {
  const { url } = await openTestDatabase()
  const acts = makeServerActs({ ...ours, databaseUrl: url })
  const [one, other] = [acts.examine(), acts.examine()]
  expect(other).toBe(one)
  expect((await one).map(({ subject }) => subject)).toContain('disk')
  // and what the server saw of its proxies
  expect(await one).toContainEqual(found)
})
