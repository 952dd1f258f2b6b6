import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { isWholeRun, repetitions } from '../../scanner/testing/long-run.ts'
import { makeFolder } from '../../scanner/testing/make-repository.ts'
import { findFreePort } from '../../scanner/testing/serve-repository.ts'
import { apiRequests, type FuzzRequest, type OpenApi } from './api-requests.ts'
import { pageRequests } from './page-requests.ts'
import { describeRequest, isMistake, sendRequest } from './send-request.ts'
import { asWriter, formRequests } from './write-requests.ts'

const root = join(import.meta.dirname, '..', '..')
/** Where a built Pinwatch lies, unless it is this one: as `npm i -g` of what is packed puts it. */
const script = process.env.PINWATCH_SCRIPT ?? join(root, 'scanner', 'pinwatch.mjs')
const requestsMax = repetitions(20_000)
/** A sample asks the same each time, so that it fails for what has changed; a whole run asks what a seed says. */
const seed = isWholeRun ? Number(process.env.PINWATCH_SEED ?? 1) : 7
const atOnce = 4
/** As OPERATIONS.md promises, in megabytes. */
const memoryMax = 450
/** How often memory is looked at: each 500 requests of 20,000. */
const looksMax = 40
/** Over how much was there after the first tenth. */
const growthMax = 1.15

const children = new Set<ReturnType<typeof spawn>>()
afterAll(async () => {
  for (const child of children) {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
})

async function startDemo(): Promise<{ readonly base: string; readonly token: string }> {
  const env = {
    ...process.env,
    PINWATCH_HOME: makeFolder(),
    PORT: String(await findFreePort()),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
  }
  const base = `http://127.0.0.1:${env.PORT}`
  const child = spawn(process.execPath, [script, 'start', '--demo'], { env, stdio: 'ignore' })
  children.add(child)
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'token'], { env })
  // the pages may have to be built first
  for (;;) {
    const scans = await fetch(`${base}/api/v1/trees/demo/revisions`).then(
      (answer) => answer.json(),
      () => null,
    )
    if (scans?.total === 12) return { base, token: stdout.trim() }
    if (child.exitCode !== null) throw new Error(`the demo does not start: ${child.exitCode}`)
    await delay(1000)
  }
}

/** Of the process that serves pages. */
async function measure(base: string, metric: string): Promise<number> {
  const metrics = await (await fetch(`${base}/metrics`)).text()
  return Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(metrics)?.[1])
}

const measureMegabytes = async (base: string): Promise<number> =>
  Math.round((await measure(base, 'process_resident_memory_bytes')) / 1e6)

async function listRequests(base: string, token: string): Promise<readonly FuzzRequest[]> {
  const get = async (path: string) => (await fetch(`${base}/api/v1${path}`)).json()
  const { items } = (await get('/trees/demo/sites?limit=5')) as { items: { id: string }[] }
  const keys = items.map(({ id }) => id)
  const document = (await get('/openapi.json')) as OpenApi
  const api = apiRequests(document, { tree: ['demo'], key: keys, id: ['1', '2', '3'] })
  const pages = pageRequests(['demo', ...keys, 'the-rest', 'someone@example.org'])
  const all = fc.oneof(
    { weight: 3, arbitrary: asWriter(api, token) },
    { weight: 3, arbitrary: pages },
    { weight: 1, arbitrary: formRequests(pages, base) },
  )
  return fc.sample(all, { numRuns: requestsMax, seed })
}

test(`${requestsMax} requests, half of the API's with a token: no mistake of ours, and the pages' memory stays flat`, async () => {
  const { base, token } = await startDemo()
  const requests = await listRequests(base, token)
  const wrong: string[] = []
  const statuses = new Map<number, number>()
  const memory: number[] = []
  let sent = 0
  const next = requests.values()
  const work = async () => {
    for (const asked of next) {
      // a connection may end between two requests; twice in a row it was the request
      const answer = await sendRequest(base, asked).catch(() =>
        sendRequest(base, asked).catch(() => ({ status: 599, headers: {} })),
      )
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (isMistake(answer)) wrong.push(describeRequest(answer.status, asked))
      if (++sent % Math.ceil(requestsMax / looksMax) === 0) memory.push(await measureMegabytes(base))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const seconds = Math.round(await measure(base, 'process_cpu_seconds_total'))
  const counted = JSON.stringify(Object.fromEntries([...statuses].sort()))
  console.log(`statuses ${counted}, memory in MB ${memory.join(' ')}, processor time ${seconds} s`)
  expect(wrong, `seed ${seed}`).toEqual([])
  const [early = 0] = memory.slice(looksMax / 10 - 1)
  expect(Math.max(...memory)).toBeLessThanOrEqual(memoryMax)
  // a short run has not seen all code yet
  if (requestsMax >= 10_000) expect(Math.max(...memory.slice(-looksMax / 5))).toBeLessThanOrEqual(early * growthMax)
}, 3_600_000)
