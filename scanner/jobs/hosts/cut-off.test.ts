import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Store } from '#scanner/store/open-store.ts'
import { askForAll, makeDatabase, makeReleases, rowsOf, scanAlone } from '#scanner/testing/hosts/backfill-world.ts'
import { hostsTest } from '#scanner/testing/hosts/hosts-test.ts'
import { openNetwork } from '#scanner/testing/hosts/open-network.ts'
import { startPostgres } from '#scanner/testing/hosts/start-postgres.ts'
import { serveByDaemon } from '#scanner/testing/serve-repository.ts'
import { startPinwatch } from '#scanner/testing/start-pinwatch.ts'

const releases = 8

/** Whoever publishes this commit stays in the middle of it as long as `hold` has a row. */
async function holdAt(db: Store, commit: string): Promise<void> {
  await db.$executeRawUnsafe('create table hold ()')
  await db.$executeRawUnsafe('insert into hold default values')
  await db.$executeRawUnsafe(`create function hold() returns trigger language plpgsql as $$ begin
    if new."commit" = '${commit}' then while exists (select from hold) loop perform pg_sleep(0.1); end loop; end if;
    return new; end $$`)
  await db.$executeRawUnsafe('create trigger hold after insert on revision for each row execute function hold()')
}

async function untilHeld(db: Store): Promise<string> {
  for (;;) {
    const [held] = await db.$queryRaw<{ address: string }[]>`
      select host(client_addr) as address from pg_stat_activity where wait_event = 'PgSleep' and application_name = 'pinwatch'`
    if (held !== undefined) return held.address
    await delay(100)
  }
}

hostsTest(
  'a worker that is cut off in the middle of a publish: another goes on, what comes late is refused, and the rows are those of a quiet run',
  async () => {
    const network = openNetwork()
    const database = network.addHost()
    const workers = [network.addHost(), network.addHost()]
    const postgres = await startPostgres(database)
    const directory = makeReleases(releases)
    const source = await serveByDaemon(directory, database)
    const alone = await scanAlone(postgres, database.address, workers[0] ?? database, source)

    const db = await makeDatabase(postgres, 'shared')
    const DATABASE_URL = postgres.urlAt(database.address, 'shared')
    const scanId = await askForAll(db, source)
    const commits = [...(alone.revision ?? [])].map((row) => JSON.parse(row) as { commit: string; label: string })
    await holdAt(db, commits.find(({ label }) => label === 'v4')?.commit ?? '')
    const started = await Promise.all(
      workers.map(({ within }) => startPinwatch(['worker'], { within, env: { DATABASE_URL } })),
    )
    const address = await untilHeld(db)
    const cut = workers.findIndex((worker) => worker.address === address)
    workers[cut]?.cut()
    const { claim } = await db.scan.findUniqueOrThrow({ where: { id: scanId } })
    await db.$executeRawUnsafe('delete from hold')

    while ((await db.scan.findUniqueOrThrow({ where: { id: scanId } })).state !== 'done') await delay(200)
    expect((await db.scan.findUniqueOrThrow({ where: { id: scanId } })).claim).toBeGreaterThan(claim)
    expect(await rowsOf(db)).toEqual(alone)
    expect(started[1 - cut]?.said()).toContain(`Scan ${scanId} of`)

    await started[cut]?.hear(/The database is gone: the worker waits for it/)
    workers[cut]?.plugIn()
    await started[cut]?.hear(/The database is back/)
    expect(await rowsOf(db)).toEqual(alone)
    expect(await db.preparation.count()).toBe(0)
    const [connections] = await db.$queryRaw<{ most: number }[]>`
      select max(number)::int as most from (
        select count(*) as number from pg_stat_activity where client_addr is not null and datname = 'shared' group by client_addr
      ) by_host`
    // as OPERATIONS.md says of a worker with one scan
    expect(connections?.most).toBeLessThanOrEqual(11 + 8)
    for (const worker of started) await worker.end('SIGKILL')
  },
)
