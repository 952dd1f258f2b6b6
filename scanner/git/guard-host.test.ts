import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { serveByHttp } from '#scanner/testing/serve-repository.ts'
import { checkRemote } from './check-remote.ts'
import { guardHost } from './guard-host.ts'

const signIn = { NODE_ENV: 'test', AUTH_SECRET: 'x'.repeat(32) } as const
const at = (address: string) => async () => [{ address, family: 4 } as const]

test('on a machine of one’s own any server may be asked', async () => {
  expect(await guardHost('http://127.0.0.1/linux.git', { NODE_ENV: 'test' })).toEqual([])
})

test('where people sign in http goes to the address that was found, and follows nothing', async () => {
  expect(await guardHost('https://git.example.org/linux.git', signIn, at('93.184.216.34'))).toEqual([
    'http.curloptResolve=git.example.org:443:93.184.216.34',
    'http.followRedirects=false',
  ])
})

test.each([
  'http://127.0.0.1/linux.git',
  'http://[::1]:8080/linux.git',
  'https://2130706433/linux.git',
  'git://10.0.0.1/linux.git',
  'ssh://git@169.254.169.254/linux.git',
  'git@localhost:linux.git',
])('%s is refused there, unless it is allowed', async (url) => {
  await expect(guardHost(url, signIn)).rejects.toMatchObject({ code: 'unreachable', message: /PINWATCH_PRIVATE_HOSTS/ })
  const PINWATCH_PRIVATE_HOSTS = '127.0.0.1, ::1 10.0.0.1,169.254.169.254,localhost'
  expect(await guardHost(url, { ...signIn, PINWATCH_PRIVATE_HOSTS })).toBeInstanceOf(Array)
})

test('a name is judged anew each time, since it may mean another machine by then', async () => {
  const answers = ['93.184.216.34', '10.0.0.7']
  const rebound = async () => [{ address: answers.shift() ?? '', family: 4 } as const]
  const url = 'https://git.example.org/linux.git'
  expect(await guardHost(url, signIn, rebound)).toContain('http.curloptResolve=git.example.org:443:93.184.216.34')
  await expect(guardHost(url, signIn, rebound)).rejects.toThrow('git.example.org is 10.0.0.7')
})

test('a GitHub of one’s own may be asked', async () => {
  const env = { ...signIn, GITHUB_URL: 'https://github.internal' }
  const found = await guardHost('https://github.internal/owner/linux.git', env, at('10.0.0.7'))
  expect(found[0]).toBe('http.curloptResolve=github.internal:443:10.0.0.7')
})

test('git itself is held to it', async () => {
  const { directory } = makeRepository([{ files: { 'a.c': 'int a;\n' } }])
  const url = await serveByHttp(join(directory, '.git'))
  await checkRemote(url)
  vi.stubEnv('AUTH_SECRET', signIn.AUTH_SECRET)
  try {
    await expect(checkRemote(url)).rejects.toThrow('is not for all to reach')
    vi.stubEnv('PINWATCH_PRIVATE_HOSTS', '127.0.0.1')
    await checkRemote(url)
  } finally {
    vi.unstubAllEnvs()
  }
})
