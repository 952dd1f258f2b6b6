import { execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '#scanner/store/open-store.ts'
import { dumpStore, type StoreDump } from '#scanner/testing/dump-store.ts'
import { random, repetitions } from '#scanner/testing/long-run.ts'
import { findFreePort } from '#scanner/testing/serve-repository.ts'
import {
  childrenOf,
  endDatabase,
  makeHome,
  postmasterOf,
  type StartedPinwatch,
  startPinwatch,
} from '#scanner/testing/start-pinwatch.ts'

const done = /demo: v\S+ \(\d+ revisions\), .* converted →/
/** How long an undisturbed start takes until the demo is scanned: in this time something is killed. */
let undisturbedMs = 0
let undisturbed: StoreDump
/** A home with a database that has been started once, and nothing in it. */
let empty = ''

async function start(home: string, ...args: readonly string[]): Promise<StartedPinwatch> {
  return startPinwatch(['start', ...args], { home, env: { PORT: String(await findFreePort()) } })
}

/** Rows when all is done; those of scans differ in how often they were asked for, but none may have failed or be left. */
async function rowsOf(pinwatch: StartedPinwatch): Promise<StoreDump> {
  const { database } = (await (await fetch((await pinwatch.hear(/at (http:\S+)/))[1] ?? '')).json()) as {
    database: string
  }
  const db = openStore(database)
  try {
    expect(await db.scan.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })).toMatchObject([
      { state: 'done' },
    ])
    const { scan: _, ...rows } = await dumpStore(db)
    return rows
  } finally {
    await db.$disconnect()
  }
}

beforeAll(async () => {
  empty = makeHome()
  const first = await start(empty)
  await first.hear(/Pinwatch is at/)
  await first.end()
  const home = copyOf(empty)
  const started = performance.now()
  const pinwatch = await start(home, '--demo')
  await pinwatch.hear(done)
  undisturbedMs = performance.now() - started
  undisturbed = await rowsOf(pinwatch)
  await pinwatch.end()
})

function copyOf(home: string): string {
  const copy = makeHome()
  // the database's files belong to its account
  execFileSync('cp', ['-a', `${home}/.`, copy])
  return copy
}

type Part = 'launcher' | 'worker' | 'postmaster'

function pidOf({ pid, home }: StartedPinwatch, part: Part): number {
  const worker = childrenOf(pid).find(({ command }) => command.endsWith(' worker'))?.pid
  const found = { launcher: pid, worker, postmaster: postmasterOf(home) ?? undefined }[part]
  // at its very beginning there is only one part
  return found ?? pid
}

const parts: readonly Part[] = ['launcher', 'worker', 'postmaster']
const kills = Array.from({ length: repetitions(20) }, (_, index) => ({
  part: parts[index % parts.length] ?? 'launcher',
  moment: random(),
  // some from nothing at all: then initdb may be what is killed
  isFresh: index % 7 === 0,
}))

describe('whatever is killed at whatever moment, the next start ends with the rows of an undisturbed one', () => {
  test.each(kills)('$part at $moment, fresh: $isFresh', async ({ part, moment, isFresh }) => {
    const home = isFresh ? makeHome() : copyOf(empty)
    const killed = await start(home, '--demo')
    await delay(moment * undisturbedMs)
    process.kill(pidOf(killed, part), 'SIGKILL')
    // the launcher may be in the middle of mending it
    await delay(moment * 1000)
    await killed.end(part === 'launcher' ? 'SIGKILL' : 'SIGTERM')
    const next = await start(home, '--demo')
    await next.hear(done)
    // what was left of the first scan may be behind it
    await next.hear(/Pinwatch is at/)
    await untilIdle(next)
    expect(await rowsOf(next)).toEqual(undisturbed)
    expect(await next.end()).toBe(0)
    await endDatabase(home)
  })
})

async function untilIdle(pinwatch: StartedPinwatch): Promise<void> {
  const url = (await pinwatch.hear(/at (http:\S+)/))[1] ?? ''
  const { database } = (await (await fetch(url)).json()) as { database: string }
  const db = openStore(database)
  try {
    while ((await db.scan.count({ where: { state: { in: ['queued', 'running'] } } })) > 0) await delay(200)
  } finally {
    await db.$disconnect()
  }
}
