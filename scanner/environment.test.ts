import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EnvironmentError, parseEnvironment } from '#scanner/environment.ts'

const root = '/project'

function refusal(env: NodeJS.ProcessEnv): string {
  try {
    parseEnvironment(env, root)
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message
    throw error
  }
  throw new Error('it was taken')
}

describe('parseEnvironment', () => {
  test('without variables everything has its default, and the home lies in the project', () => {
    expect(parseEnvironment({}, root)).toMatchObject({
      home: join(root, '.pinwatch'),
      databaseUrl: null,
      host: '127.0.0.1',
      port: null,
    })
  })

  test('an empty variable is one that is not set', () => {
    const env = { PINWATCH_HOME: '', DATABASE_URL: '', HOST: '', PORT: '' }
    expect(parseEnvironment(env, root)).toEqual(parseEnvironment({}, root))
  })

  test('takes what each variable may be', () => {
    const env = { PINWATCH_HOME: '/srv/pinwatch', DATABASE_URL: 'postgres://u:p@db/pin', HOST: '::1', PORT: '8080' }
    expect(parseEnvironment(env, root)).toMatchObject({
      home: '/srv/pinwatch',
      databaseUrl: 'postgres://u:p@db/pin',
      host: '::1',
      port: 8080,
    })
  })

  test.each([
    [{ PORT: 'http' }, 'PORT is "http"; it should be a port from 1 to 65535.'],
    [{ PORT: '0' }, 'PORT is "0"; it should be a port from 1 to 65535.'],
    [{ PORT: '70000' }, 'PORT is "70000"; it should be a port from 1 to 65535.'],
    [{ PORT: '80.5' }, 'PORT is "80.5"; it should be a port from 1 to 65535.'],
    [
      { PINWATCH_PROXIES: '10.0.0.0/8, proxy.example.org' },
      'PINWATCH_PROXIES is "10.0.0.0/8, proxy.example.org"; it should be addresses of proxies or ranges of them, as 10.0.0.0/8, with commas between them.',
    ],
    [{ HOST: 'a host' }, 'HOST is "a host"; it should be an address to listen on, as 127.0.0.1.'],
  ])('names the variable that is wrong and says what it should be: %j', (env, message) => {
    expect(refusal(env)).toBe(message)
  })

  test.each(['mysql://db/pin', 'localhost:5432', 'postgres://db'])('refuses %s for a database', (value) => {
    expect(refusal({ DATABASE_URL: value })).toMatch(/^DATABASE_URL is not what it should be: a Postgres address/)
  })

  test('a password in a wrong address is not repeated', () => {
    expect(refusal({ DATABASE_URL: 'mysql://root:secret@db/pin' })).not.toContain('secret')
  })

  test('every wrong variable has its line', () => {
    expect(refusal({ PORT: 'x', DATABASE_URL: 'y' }).split('\n')).toHaveLength(2)
  })

  test('variables that a command does not use do not stop it', () => {
    const env = { PORT: 'x', PINWATCH_HOME: '/srv/pinwatch' }
    expect(parseEnvironment(env, root, ['PINWATCH_HOME']).home).toBe('/srv/pinwatch')
  })
})

describe('signing in', () => {
  const secret = 'x'.repeat(32)
  const url = 'https://gup.example.org'

  test('is off unless something to sign in with is set up; mail alone is for mails', () => {
    expect(parseEnvironment({}, root).hasSignIn).toBe(false)
    expect(parseEnvironment({ SMTP_URL: 'smtp://mail.example.org' }, root).hasSignIn).toBe(false)
  })

  test.each([
    [{ SMTP_URL: 'smtp://mail.example.org' }],
    [{ OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'pinwatch' }],
    [{ GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }],
  ])('is on with %j', (env) => {
    expect(parseEnvironment({ ...env, AUTH_SECRET: secret, PINWATCH_URL: url }, root).hasSignIn).toBe(true)
  })

  test.each([
    [{ AUTH_SECRET: secret }, /nothing to sign in with/],
    [{ AUTH_SECRET: 'short' }, /^AUTH_SECRET is not what it should be: 32 characters/],
    [{ GITHUB_CLIENT_ID: 'id' }, /GITHUB_CLIENT_SECRET is not: they belong together/],
    [{ OIDC_ISSUER: 'https://id.example.org' }, /OIDC_CLIENT_ID is not/],
    [{ GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }, /AUTH_SECRET set/],
    [{ AUTH_SECRET: secret, SMTP_URL: 'smtp://mail.example.org' }, /PINWATCH_URL must be set/],
  ])('is not half set up: %j', (env, message) => {
    expect(refusal(env)).toMatch(message)
  })
})
