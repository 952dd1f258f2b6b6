import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { adoptServer } from './adopt-server.ts'
import { copyDatabase } from './copy-database.ts'
import { ensureDatabase } from './ensure-database.ts'
import { initializeData } from './initialize-data.ts'
import type { Place } from './place.ts'
import type { Binaries } from './prepare-binaries.ts'
import { runServer } from './run-server.ts'
import { serverUrl } from './server-url.ts'
import { stopServer } from './stop-server.ts'

export interface TakeAlongOptions {
  readonly from: Binaries
  readonly to: Binaries
  readonly database: string
  /** Folder with our migrations. */
  readonly migrations: string
  readonly say: (sentence: string) => void
}

/** In a new data folder, put there last: all of the old one is in it. */
const wholeFile = 'pinwatch-taken-along'

const nextFolder = (dataDirectory: string): string => `${dataDirectory}.next`

/**
 * Takes the data of a server of the previous major version along: a folder of this version is made beside, both servers run, and tables go
 * from one to the other. The old folder is only read, and stays under another name. Whoever is killed here begins anew at the next start, or
 * ends what was whole already. Throws `DatabaseError`.
 */
export async function takeAlong(
  place: Place,
  { from, to, database, migrations, say }: TakeAlongOptions,
): Promise<void> {
  const { dataDirectory } = place
  const next = { ...place, dataDirectory: nextFolder(dataDirectory) }
  await removeUnfinished(next.dataDirectory)
  say(`The data are of Postgres ${from.major}. They are copied to Postgres ${to.major}, which may take a while.`)
  const old = await runServer(from, place, { port: 0, settings: {} })
  try {
    await initializeData(to, next, { sync: true })
    const fresh = await runServer(to, next, { port: 0, settings: {} })
    try {
      await ensureDatabase(serverUrl(next.dataDirectory, fresh.port, 'postgres'), database)
      await copyDatabase({
        from: serverUrl(dataDirectory, old.port, database),
        to: serverUrl(next.dataDirectory, fresh.port, database),
        migrations,
        place: next,
      })
    } finally {
      await stopServer(next.dataDirectory, fresh.pid)
    }
  } finally {
    await stopServer(dataDirectory, old.pid)
  }
  writeFileSync(join(next.dataDirectory, wholeFile), `${from.major}\n`)
  const kept = keptFolder(dataDirectory, from.major)
  renameSync(dataDirectory, kept)
  finishTakingAlong(dataDirectory)
  say(`All of it is there. The old data are kept in ${kept}: remove them when you like.`)
}

function keptFolder(dataDirectory: string, major: string): string {
  const name = `${dataDirectory}.postgres-${major}`
  return existsSync(name) ? `${name}-${Date.now()}` : name
}

/** Ends what was killed after the old folder was moved away and before the new one was in its place. */
export function finishTakingAlong(dataDirectory: string): void {
  const next = nextFolder(dataDirectory)
  if (!existsSync(dataDirectory) && existsSync(join(next, wholeFile))) renameSync(next, dataDirectory)
}

/** What a start that was killed has left, with the server that may still run there. */
async function removeUnfinished(folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const running = await adoptServer(folder)
  if (running !== null) await stopServer(folder, running.pid)
  rmSync(folder, { recursive: true, force: true })
}
