import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { askForAll, connect, makeDatabase, makeReleases, slowGitPath } from '#scanner/testing/hosts/backfill-world.ts'
import { longHostsTest } from '#scanner/testing/hosts/hosts-test.ts'
import { openNetwork } from '#scanner/testing/hosts/open-network.ts'
import { startPostgres } from '#scanner/testing/hosts/start-postgres.ts'
import { startWeb } from '#scanner/testing/hosts/web-on-host.ts'
import { query } from '#scanner/testing/query.ts'
import { serveByDaemon } from '#scanner/testing/serve-repository.ts'
import { startPinwatch } from '#scanner/testing/start-pinwatch.ts'

const releases = 10

longHostsTest(
  'two web servers, while a backfill runs and Postgres is restarted and replaced: 503 at worst, never other rows, and both come back',
  async () => {
    const network = openNetwork()
    const [first, second, git, reader] = [network.addHost(), network.addHost(), network.addHost(), network.addHost()]
    const address = network.spareAddress()
    network.moveAddress(address, null, first)
    const primary = await startPostgres(first)
    const url = primary.urlAt(address, 'shared')
    const here = primary.hereUrl('shared')
    const source = await serveByDaemon(makeReleases(releases), git)
    const shared = await makeDatabase(primary, 'shared')
    const standby = await startPostgres(second, first)
    await query(here, "alter system set synchronous_standby_names = '*'")
    await query(here, 'select pg_reload_conf()')

    const scanId = await askForAll(shared, source)
    const [{ slug = '' } = {}] = await query<{ slug: string }>(here, 'select slug from tree')
    const worker = await startPinwatch(['worker'], {
      within: network.addHost().within,
      env: { DATABASE_URL: url, PATH: slowGitPath(0.3) },
    })
    const count = async (at: string) => {
      const [found] = await query<{ count: number }>(at, 'select count(*)::int from revision').catch(() => [])
      return found?.count ?? 0
    }
    while ((await count(here)) < 2) await delay(100)
    const webs = await Promise.all([network.addHost(), network.addHost()].map((host) => startWeb(host, url)))
    const list = `/api/v1/trees/${slug}/sites?rev=v2&all=1`
    const [known] = await Promise.all(webs.map((web) => web.ask(list, reader)))
    expect(known?.status).toBe(200)

    const seen = new Map<number, number>()
    let isOver = false
    const readers = webs.map(async (web) => {
      while (!isOver) {
        const [rows, page] = [await web.ask(list, reader), await web.ask(`/${slug}`, reader)]
        for (const { status } of [rows, page]) seen.set(status, (seen.get(status) ?? 0) + 1)
        if (rows.status === 200) expect(rows.body).toBe(known?.body)
        else expect(rows.status).toBe(503)
        expect([200, 503]).toContain(page.status)
      }
    })
    await primary.kill()
    await delay(2000)
    await primary.start()
    const restartedAt = await count(here)
    while ((await count(here)) <= restartedAt && (await count(here)) < releases) await delay(100)
    await primary.kill()
    standby.promote()
    network.moveAddress(address, first, second)
    await query(standby.hereUrl('postgres'), 'alter system reset synchronous_standby_names')
    await query(standby.hereUrl('postgres'), 'select pg_reload_conf()')
    const db = connect(standby.hereUrl('shared'))
    while ((await db.scan.findUniqueOrThrow({ where: { id: scanId } })).state !== 'done') await delay(200)
    await delay(5000)
    isOver = true
    await Promise.all(readers)
    console.log(`answers by status: ${JSON.stringify(Object.fromEntries(seen))}`)
    expect(seen.get(200)).toBeGreaterThan(0)

    const last = await Promise.all(
      webs.map((web) => web.ask(`/api/v1/trees/${slug}/sites?rev=v${releases}&all=1`, reader)),
    )
    expect(last.map(({ status }) => status)).toEqual([200, 200])
    expect(last[0]?.body).toBe(last[1]?.body)
    expect((await webs[0]?.ask(list, reader))?.body).toBe(known?.body)
    for (const web of webs) expect(await web.end()).toBe(0)
    expect(await worker.end()).toBe(0)
  },
)
