import { setTimeout as delay } from 'node:timers/promises'
import { type EmbeddedServer, startEmbedded } from '#prisma/embedded/start-embedded.ts'
import { databaseFolder } from '../home-paths.ts'

export interface KeptDatabase {
  readonly url: () => string
  /** What to say of it. */
  readonly description: string
  stop(): Promise<void>
  /** Ends it without waiting for anything: it recovers at the next start. */
  kill(): void
}

export interface KeepDatabaseOptions {
  readonly home: string
  readonly root: string
  /** `null`: the embedded server's. */
  readonly databaseUrl: string | null
  readonly warn: (sentence: string) => void
  /** Told when it came back at another address. */
  readonly onMoved: () => void
}

const waitMsMax = 30_000

/** The database for as long as we run: somebody else's, or the embedded one, which is started again on its port when it ends. */
export async function keepDatabase(options: KeepDatabaseOptions): Promise<KeptDatabase> {
  const { home, root, databaseUrl, warn, onMoved } = options
  if (databaseUrl !== null) {
    const { hostname } = new URL(databaseUrl)
    return { url: () => databaseUrl, description: `Postgres on ${hostname}`, stop: async () => {}, kill() {} }
  }
  const start = (port?: number) =>
    startEmbedded({ dataDirectory: databaseFolder(home), root, say: warn, ...(port === undefined ? {} : { port }) })
  let server: EmbeddedServer = await start()
  let isStopping = false

  const watch = (watched: EmbeddedServer) => {
    void watched.exited.then(async (gone) => {
      if (gone === null || isStopping) return
      warn('The database ended; it is started again.')
      await revive(watched)
    })
  }
  const revive = async (gone: EmbeddedServer) => {
    for (let waitMs = 500; !isStopping; waitMs = Math.min(waitMs * 2, waitMsMax)) {
      try {
        server = await start(gone.port)
        // the user has stopped it all meanwhile
        if (isStopping) return void (await server.stop())
        warn(`The database is back on port ${server.port}.`)
        if (server.url !== gone.url) onMoved()
        return watch(server)
      } catch (error) {
        warn(`The database does not start: ${error instanceof Error ? error.message : String(error)}`)
        await delay(waitMs, undefined, { ref: false })
      }
    }
  }
  watch(server)

  return {
    url: () => server.url,
    description: `embedded Postgres on port ${server.port}${server.adopted ? ', which ran already' : ''}`,
    stop() {
      isStopping = true
      return server.stop()
    },
    kill() {
      isStopping = true
      try {
        process.kill(server.pid, 'SIGQUIT')
      } catch {
        // it is gone
      }
    },
  }
}
