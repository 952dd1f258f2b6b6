import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { query } from '#scanner/testing/query.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs Prisma's own command line on a database; resolves to what it printed, whatever it exits with. */
async function runPrisma(url: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  const prisma = fileURLToPath(import.meta.resolve('prisma/build/index.js'))
  const env = { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [prisma, ...args], { cwd: root, env })
    return { code: 0, output: `${stdout}${stderr}` }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: `${stdout}${stderr}` }
  }
}

it('has migrations that make what the schema says', async () => {
  const { url } = await createTestDatabase()
  const difference = [
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma/schema.prisma',
  ]
  expect(await runPrisma(url, [...difference, '--exit-code'])).toEqual({
    code: 0,
    output: expect.stringContaining('No difference detected'),
  })
})

it('applies migrations so that Prisma agrees', async () => {
  const { url } = await createTestDatabase()
  expect(await runPrisma(url, ['migrate', 'status'])).toEqual({
    code: 0,
    output: expect.stringContaining('Database schema is up to date'),
  })
})

it('would notice a schema that has moved on', async () => {
  const { url } = await createTestDatabase()
  await query(url, 'alter table tree add column height integer')
  const difference = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma']
  const { code, output } = await runPrisma(url, [...difference, '--exit-code'])
  expect(code).toBe(2)
  expect(output).toContain('height')
})
