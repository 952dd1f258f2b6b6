import { join } from 'node:path'
import { applyMigrations } from '#prisma/migrate.ts'
import { requestScan } from '#prisma/request-scan.ts'
import type { Environment } from '#scanner/environment.ts'
import { makeFirstAdminToken } from '#scanner/store/first-admin-link.ts'
import { hasTrees } from '#scanner/store/has-trees.ts'
import type { ScanState } from '#scanner/store/list-scan-states.ts'
import { openStore } from '#scanner/store/open-store.ts'
import type { TreeSummary } from '#scanner/store/summarize-tree.ts'
import { withDatabaseErrors } from '#scanner/store/with-database-errors.ts'
import { choosePort } from './choose-port.ts'
import { urlOf } from './is-loopback.ts'
import { type KeptDatabase, keepDatabase } from './keep-database.ts'
import type { KeptChild } from './keep-running.ts'
import { keepWorker } from './keep-worker.ts'
import type { LaunchError } from './launch-error.ts'
import { lockHome } from './lock-home.ts'
import { nextEnvironment } from './next-web.ts'
import { refuseOpenHost } from './refuse-open-host.ts'
import { servePages } from './serve-pages.ts'
import { watchScans } from './watch-scans.ts'
import { webEnvironment } from './web-flags.ts'
import type { WebPart } from './web-part.ts'

export interface WantedScan {
  readonly source: string
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
}

export interface LaunchOptions {
  readonly environment: Environment
  /** Folder of the project. */
  readonly root: string
  /** Script of the command line: `worker` behind it starts a worker. */
  readonly script: string
  readonly web: WebPart
  readonly scans: readonly WantedScan[]
  readonly teller: LaunchTeller
  /** Ends all of it in order. */
  readonly stop: AbortSignal
  /** Ends all of it at once. */
  readonly kill: AbortSignal
}

export interface LaunchTeller {
  say(sentence: string): void
  warn(sentence: string): void
  /** The pages answer. */
  ready(url: string, isTracking: boolean): void
  progress(scan: ScanState | null): void
  /** `url` of its tree; `null` while the pages do not answer yet. */
  scanned(scan: ScanState, summary: TreeSummary | null, url: string | null): void
}

const childGraceMs = 8000

/**
 * Runs all of Pinwatch on one machine: database, migrations, worker, web. Resolves when it was told to stop and all of it has ended, in the
 * opposite order. Rejects with `LaunchError` or `DatabaseError` where it cannot be started, with nothing left running.
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const { environment, teller, stop } = options
  const { home, host } = environment
  refuseOpenHost(environment)
  const lock = lockHome(home)
  const parts: Parts = { database: null, children: [] }
  const killNow = () => {
    for (const child of parts.children) child.kill()
    parts.database?.kill()
  }
  options.kill.addEventListener('abort', killNow, { once: true })
  try {
    const { port, insteadOf } = await choosePort(host, environment.port)
    if (insteadOf !== null) teller.say(`Port 3000 is taken by ${insteadOf}: the pages get port ${port}.`)
    const url = urlOf(host, port)
    lock.describe(url)
    await runParts(options, parts, { port, url })
  } catch (error) {
    // whoever stops it in the middle of starting gets what they want
    if (!stop.aborted) throw error
  } finally {
    if (stop.aborted && !options.kill.aborted) teller.say('Stopping.')
    await Promise.all(parts.children.map((child) => child.stop(childGraceMs)))
    if (!options.kill.aborted) await parts.database?.stop()
    options.kill.removeEventListener('abort', killNow)
    lock.release()
  }
}

interface Parts {
  database: KeptDatabase | null
  readonly children: KeptChild[]
}

async function runParts(
  options: LaunchOptions,
  parts: Parts,
  { port, url }: { readonly port: number; readonly url: string },
): Promise<void> {
  const { environment, root, script, web, scans, teller, stop } = options
  const { home, host } = environment
  const database = await keepDatabase({
    home,
    root,
    databaseUrl: environment.databaseUrl,
    warn: teller.warn,
    onMoved() {
      for (const child of parts.children) child.restart()
    },
  })
  parts.database = database
  stop.throwIfAborted()
  await applyMigrations(database.url(), join(root, 'prisma', 'migrations'))
  teller.say(`Database: ${database.description}.`)

  let db = openStore(database.url())
  let openedFor = database.url()
  const store = () => {
    if (openedFor !== database.url()) {
      void db.$disconnect().catch(() => {})
      openedFor = database.url()
      db = openStore(openedFor)
    }
    return db
  }
  const failed = new AbortController()
  const ended = AbortSignal.any([stop, failed.signal])
  try {
    if (environment.hasSignIn) {
      const token = await makeFirstAdminToken(store())
      const at = environment.publicUrl ?? url
      if (token !== null)
        teller.say(`Nobody is admin yet. Sign in, and open once: ${at}/people/first-admin?token=${token}`)
    }
    const asked: number[] = []
    for (const scan of scans)
      asked.push((await withDatabaseErrors('asking for a scan', () => requestScan(store(), scan))).scanId)
    stop.throwIfAborted()
    const env = () => ({
      ...process.env,
      ...nextEnvironment,
      NODE_ENV: 'production',
      PINWATCH_HOME: home,
      DATABASE_URL: database.url(),
      HOST: host,
      PORT: String(port),
      // each request is of no interest to whoever looks at this terminal
      LOG_LEVEL: environment.logLevel ?? 'error',
    })
    parts.children.push(keepWorker({ root, script, env, warn: teller.warn, store }))
    let isAnswering = false
    const watching = watchScans(
      store,
      asked,
      {
        onProgress: teller.progress,
        onEnd: (scan, summary) => teller.scanned(scan, summary, isAnswering ? `${url}/${scan.slug}` : null),
      },
      ended,
    )
    try {
      // the worker scans meanwhile
      await web.prepare({ say: teller.say, signal: stop })
      const { args } = web
      const isTracking = await hasTrees(store())
      const onAnswer = () => {
        isAnswering = true
        teller.ready(url, isTracking)
      }
      const onFailure = (error: LaunchError) => failed.abort(error)
      const webEnv = () => ({ ...env(), ...webEnvironment })
      parts.children.push(servePages({ root, args, url, env: webEnv, warn: teller.warn, onAnswer, onFailure }))
      await watching
      if (failed.signal.aborted) throw failed.signal.reason
    } catch (error) {
      failed.abort(error)
      await watching
      throw error
    }
  } finally {
    await db.$disconnect().catch(() => {})
  }
}
