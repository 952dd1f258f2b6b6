import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { applyMigrations } from '#prisma/migrate.ts'
import { requestScan } from '#prisma/request-scan.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { dumpStore, type StoreDump } from '../dump-store.ts'
import { makeFolder, makeRepository } from '../make-repository.ts'
import { query } from '../query.ts'
import { smallKernel } from '../small-kernel.ts'
import { startPinwatch } from '../start-pinwatch.ts'
import { migrationsFolder } from '../test-server.ts'
import type { TestHost } from './open-network.ts'
import type { HostedPostgres } from './start-postgres.ts'

const stores: Store[] = []
afterAll(async () => {
  for (const db of stores.splice(0)) await db.$disconnect().catch(() => {})
})

export function connect(url: string): Store {
  const db = openStore(url)
  stores.push(db)
  return db
}

/** A tree of so many releases, each with a site more. */
export const makeReleases = (count: number): string =>
  makeRepository(
    Array.from({ length: count }, (_, at) => ({
      files: {
        ...(at === 0 ? smallKernel : {}),
        'drivers/more.c': `void more(struct page **pages)\n{\n${'\tput_page(pages[0]);\n'.repeat(at)}}\n`,
      },
      tag: `v${at + 1}`,
    })),
    { bare: false },
  ).directory

/** A database of a server, migrated. */
export async function makeDatabase(server: HostedPostgres, name: string): Promise<Store> {
  await query(server.hereUrl('postgres'), `create database ${name}`)
  await applyMigrations(server.hereUrl(name), migrationsFolder)
  return connect(server.hereUrl(name))
}

/** All rows but those of scans, whose progress is counted from where they were taken up. */
export async function rowsOf(db: Store): Promise<StoreDump> {
  const { scan: _, ...rows } = await dumpStore(db)
  return rows
}

/** The rows of a backfill that one worker does alone and nobody disturbs. */
export async function scanAlone(
  server: HostedPostgres,
  address: string,
  host: TestHost,
  source: string,
): Promise<StoreDump> {
  const db = await makeDatabase(server, 'alone')
  const scan = await startPinwatch(['scan', '--repo', source, '--tags', '*'], {
    within: host.within,
    env: { DATABASE_URL: server.urlAt(address, 'alone') },
  })
  if ((await scan.ended) !== 0) throw new Error(scan.said())
  return rowsOf(db)
}

export const askForAll = async (db: Store, source: string): Promise<number> =>
  (await requestScan(db, { source, revisions: [], tags: ['*'] })).scanId

/** Who takes which revision to prepare it, as the table itself says. */
export async function watchClaims(
  db: Store,
): Promise<() => Promise<readonly { readonly worker: string; readonly commit: string }[]>> {
  await db.$executeRawUnsafe('create table taken (worker text, "commit" text)')
  await db.$executeRawUnsafe(`create function note_taken() returns trigger language plpgsql as $$ begin
    if new.worker is not null and new.worker is distinct from old.worker then insert into taken values (new.worker, new."commit"); end if;
    return new; end $$`)
  await db.$executeRawUnsafe(
    'create trigger note_taken before update on preparation for each row execute function note_taken()',
  )
  return () => db.$queryRawUnsafe('select worker, "commit" from taken')
}

/** A `PATH` whose git takes its time before it begins, as on a slow disk: a wait, in which others can work. */
export function slowGitPath(seconds: number): string {
  const folder = makeFolder()
  const real = (process.env.PATH ?? '').split(':').map((each) => join(each, 'git'))
  const script = join(folder, 'git')
  writeFileSync(
    script,
    `#!/bin/sh\nsleep ${seconds}\nfor git in ${real.join(' ')}; do [ -x "$git" ] && exec "$git" "$@"; done\n`,
  )
  chmodSync(script, 0o755)
  return `${folder}:${process.env.PATH}`
}
