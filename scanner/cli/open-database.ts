import { setTimeout as delay } from 'node:timers/promises'
import { startEmbedded } from '#prisma/embedded/start-embedded.ts'
import type { Environment } from '#scanner/environment.ts'
import { databaseFolder } from '#scanner/jobs/home-paths.ts'
import { countOtherClients } from '#scanner/store/count-other-clients.ts'
import { openStore } from '#scanner/store/open-store.ts'

export interface OpenedDatabase {
  readonly url: string
  close(): Promise<void>
}

/** The database for as long as a command takes. An embedded server that was started for it ends after it, unless others came to use it. */
export async function openDatabase({ databaseUrl, home }: Environment, root: string): Promise<OpenedDatabase> {
  if (databaseUrl !== null) return { url: databaseUrl, close: async () => {} }
  const server = await startEmbedded({ dataDirectory: databaseFolder(home), root })
  return {
    url: server.url,
    async close() {
      if (!server.adopted && !(await isUsed(server.url))) await server.stop()
    },
  }
}

/** Postgres forgets a connection a moment after it was closed. */
async function isUsed(url: string): Promise<boolean> {
  const db = openStore(url, { connectionsMax: 1 })
  try {
    for (let looks = 0; looks < 5; looks++) {
      if ((await countOtherClients(db)) === 0) return false
      await delay(100)
    }
    return true
  } catch {
    return false
  } finally {
    await db.$disconnect().catch(() => {})
  }
}
