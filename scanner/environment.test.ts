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
    expect(parseEnvironment({}, root)).toEqual({
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
    expect(parseEnvironment(env, root)).toEqual({
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
