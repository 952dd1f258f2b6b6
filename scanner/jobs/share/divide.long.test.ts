import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { askForAll, makeDatabase, makeReleases, rowsOf, slowGitPath } from '#scanner/testing/hosts/backfill-world.ts'
import { longHostsTest } from '#scanner/testing/hosts/hosts-test.ts'
import { openNetwork, type TestHost } from '#scanner/testing/hosts/open-network.ts'
import { startPostgres } from '#scanner/testing/hosts/start-postgres.ts'
import { serveByDaemon } from '#scanner/testing/serve-repository.ts'
import { startPinwatch } from '#scanner/testing/start-pinwatch.ts'

/** Many: what cannot be shared (cloning, what comes at the end, the last revision) waits some twelve times, each revision six times. */
const releases = 40
/** Before each git: long beside what is computed, as on a disk that is far away. */
const waitSeconds = Number(process.env.PINWATCH_GIT_WAIT ?? 0.4)

longHostsTest(
  'where each step waits, two workers are nearly twice as fast as one, and make the same rows',
  async () => {
    const network = openNetwork()
    const [database, git] = [network.addHost(), network.addHost()]
    const hosts = [network.addHost(), network.addHost()]
    const postgres = await startPostgres(database)
    const source = await serveByDaemon(makeReleases(releases), git)
    const PATH = slowGitPath(waitSeconds)

    const measure = async (name: string, within: readonly TestHost[]) => {
      const db = await makeDatabase(postgres, name)
      const DATABASE_URL = postgres.urlAt(database.address, name)
      const workers = await Promise.all(
        within.map((host) => startPinwatch(['worker'], { within: host.within, env: { DATABASE_URL, PATH } })),
      )
      await Promise.all(workers.map((worker) => worker.hear(/waits for scans/)))
      const scanId = await askForAll(db, source)
      for (;;) {
        const { state, startedAt, finishedAt } = await db.scan.findUniqueOrThrow({ where: { id: scanId } })
        if (state !== 'done' || startedAt === null || finishedAt === null) {
          await delay(200)
          continue
        }
        for (const worker of workers) await worker.end()
        return { seconds: (finishedAt.getTime() - startedAt.getTime()) / 1000, rows: await rowsOf(db) }
      }
    }
    const alone = await measure('alone', hosts.slice(0, 1))
    const shared = await measure('shared', hosts)
    const ratio = alone.seconds / shared.seconds
    console.log(
      `one worker ${alone.seconds.toFixed(1)} s, two ${shared.seconds.toFixed(1)} s: ${ratio.toFixed(2)} times as fast`,
    )
    expect(shared.rows).toEqual(alone.rows)
    // 1.8 on a quiet machine: this one may be doing other things
    expect(ratio).toBeGreaterThan(1.4)
  },
)
