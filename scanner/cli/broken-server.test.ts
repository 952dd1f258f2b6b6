import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '#scanner/testing/database.ts'
import { query } from '#scanner/testing/query.ts'
import { startPinwatch } from '#scanner/testing/start-pinwatch.ts'

/** Says why and what to do, as trouble of the world and not as a bug, and ends with 2. */
async function expectRefused(args: readonly string[], env: Readonly<Record<string, string>>, sentence: RegExp) {
  const pinwatch = await startPinwatch(args, { env })
  expect(await pinwatch.ended).toBe(2)
  expect(pinwatch.said()).toMatch(sentence)
  expect(pinwatch.said()).not.toMatch(/bug in Pinwatch|^\s+at /m)
}

async function databaseNamed(change: (url: URL) => void): Promise<string> {
  const { url } = await createTestDatabase()
  const other = new URL(url)
  change(other)
  return other.href
}

test.each(['worker', 'scan --repo /usr'])('%s with the name of no database', async (command) => {
  const DATABASE_URL = await databaseNamed((url) => {
    url.pathname = '/no_such_database'
  })
  const args = command === 'worker' ? ['worker'] : ['scan', '--repo', process.cwd()]
  await expectRefused(args, { DATABASE_URL }, /"no_such_database" does not exist.*See that DATABASE_URL is right/)
})

test('a worker of a database that only lets us read', async () => {
  const { url } = await createTestDatabase()
  await query(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
  await expectRefused(['worker'], { DATABASE_URL: url }, /only lets us read\. Give DATABASE_URL of the primary/)
})

test('pages on a port that is taken', async () => {
  const { url } = await createTestDatabase()
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const PORT = String((server.address() as AddressInfo).port)
  await expectRefused(['serve'], { DATABASE_URL: url, PORT }, new RegExp(`Port ${PORT} is taken by .*set PORT=`))
})
