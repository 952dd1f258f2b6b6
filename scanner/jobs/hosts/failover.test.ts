import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import {
  askForAll,
  connect,
  makeDatabase,
  makeReleases,
  rowsOf,
  scanAlone,
  slowGitPath,
} from '#scanner/testing/hosts/backfill-world.ts'
import { hostsTest } from '#scanner/testing/hosts/hosts-test.ts'
import { openNetwork } from '#scanner/testing/hosts/open-network.ts'
import { startPostgres } from '#scanner/testing/hosts/start-postgres.ts'
import { query } from '#scanner/testing/query.ts'
import { serveByDaemon } from '#scanner/testing/serve-repository.ts'
import { startPinwatch } from '#scanner/testing/start-pinwatch.ts'

const releases = 12

/** Until so many revisions are published, asked over a connection each: the server may be away. */
async function untilPublished(url: string, wanted: number): Promise<void> {
  for (;;) {
    const [found] = await query<{ count: number }>(url, 'select count(*)::int from revision').catch(() => [])
    if ((found?.count ?? 0) >= wanted) return
    await delay(100)
  }
}

hostsTest(
  'Postgres that is restarted, and then replaced by a promoted standby in the middle of a backfill: nothing is lost or done twice',
  async () => {
    const network = openNetwork()
    const [first, second, git] = [network.addHost(), network.addHost(), network.addHost()]
    const workers = [network.addHost(), network.addHost()]
    // where the database is, whoever it is
    const address = network.spareAddress()
    network.moveAddress(address, null, first)
    const primary = await startPostgres(first)
    const here = primary.hereUrl('postgres')
    const source = await serveByDaemon(makeReleases(releases), git)
    const alone = await scanAlone(primary, address, git, source)
    const shared = await makeDatabase(primary, 'shared')
    const url = primary.hereUrl('shared')

    const standby = await startPostgres(second, first)
    // what is committed is on both
    await query(here, "alter system set synchronous_standby_names = '*'")
    await query(here, 'select pg_reload_conf()')
    while ((await query(here, "select from pg_stat_replication where sync_state = 'sync'")).length === 0)
      await delay(50)

    const PATH = slowGitPath(0.05)
    const scanId = await askForAll(shared, source)
    const started = await Promise.all(
      workers.map(({ within }) =>
        startPinwatch(['worker'], { within, env: { DATABASE_URL: primary.urlAt(address, 'shared'), PATH } }),
      ),
    )
    await untilPublished(url, 3)
    await primary.kill()
    await primary.start()
    await untilPublished(url, 6)
    await primary.kill()
    standby.promote()
    network.moveAddress(address, first, second)
    await query(standby.hereUrl('postgres'), 'alter system reset synchronous_standby_names')
    await query(standby.hereUrl('postgres'), 'select pg_reload_conf()')

    const db = connect(standby.hereUrl('shared'))
    while ((await db.scan.findUniqueOrThrow({ where: { id: scanId } })).state !== 'done') await delay(200)
    expect(await db.scan.findUniqueOrThrow({ where: { id: scanId } })).toMatchObject({ error: null })
    expect(await rowsOf(db)).toEqual(alone)
    for (const worker of started) expect(await worker.end()).toBe(0)
  },
)
