import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod/mini'
import { applyMigrations } from '#prisma/migrate.ts'
import { requestScan } from '#prisma/request-scan.ts'
import type { Environment } from '#scanner/environment.ts'
import type { ScanState } from '#scanner/store/list-scan-states.ts'
import { openStore } from '#scanner/store/open-store.ts'
import { releaseScan } from '#scanner/store/release-scan.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'
import type { TreeSummary } from '#scanner/store/summarize-tree.ts'
import { lockFile } from '../home-paths.ts'
import { choosePort } from './choose-port.ts'
import { isLoopback, urlOf } from './is-loopback.ts'
import { type KeptDatabase, keepDatabase } from './keep-database.ts'
import { type KeptChild, keepRunning } from './keep-running.ts'
import { LaunchError } from './launch-error.ts'
import { takeLock } from './lock-file.ts'
import { nextEnvironment } from './next-web.ts'
import { watchScans } from './watch-scans.ts'
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
  ready(url: string): void
  progress(scan: ScanState | null): void
  scanned(scan: ScanState, summary: TreeSummary | null, url: string): void
}

const childGraceMs = 8000
const endsWithoutAnswerMax = 4

/**
 * Runs all of Pinwatch on one machine: database, migrations, worker, web. Resolves when it was told to stop and all of it has ended, in the
 * opposite order. Rejects with `LaunchError` or `DatabaseError` where it cannot be started, with nothing left running.
 */
export async function launch(options: LaunchOptions): Promise<void> {
  const { environment, teller, stop } = options
  const { home, host } = environment
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
    if (!isLoopback(host)) {
      teller.warn(
        `HOST is ${host}: whoever reaches this machine can see the pages, there is no login. Adding trees by the page is off.`,
      )
    }
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

function lockHome(home: string) {
  const outcome = (() => {
    try {
      return takeLock(lockFile(home))
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new LaunchError(`${home} cannot be used: ${why}. Set PINWATCH_HOME to a folder that you can write.`, {
        cause,
      })
    }
  })()
  if (outcome.kind === 'taken') return outcome.lock
  const { pid, note } = outcome.holder
  const where = note === '' ? '' : ` at ${note}`
  throw new LaunchError(
    `Pinwatch runs already${where} (process ${pid}) on ${home}. Stop it first, or set PINWATCH_HOME to another folder.`,
  )
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
    const asked: number[] = []
    for (const scan of scans) asked.push((await requestScan(store(), scan)).scanId)
    stop.throwIfAborted()
    const env = () => ({
      ...process.env,
      ...nextEnvironment,
      NODE_ENV: 'production',
      PINWATCH_HOME: home,
      DATABASE_URL: database.url(),
      HOST: host,
      PORT: String(port),
    })
    let held: ScanClaim | null = null
    parts.children.push(
      keepRunning({
        root,
        name: 'The worker',
        args: [script, 'worker'],
        env,
        warn: teller.warn,
        onLine: (line) => teller.warn(line),
        onMessage: (message) => {
          held = parseClaim(message)
        },
        onEnd() {
          // the queue would find out by itself, in a quarter of a minute
          if (held !== null) void releaseScan(store(), held).catch(() => {})
          held = null
          return false
        },
      }),
    )
    const watching = watchScans(
      store,
      asked,
      { onProgress: teller.progress, onEnd: (scan, summary) => teller.scanned(scan, summary, `${url}/${scan.slug}`) },
      ended,
    )
    try {
      // the worker scans meanwhile
      await web.prepare({ say: teller.say, signal: stop })
      await serve(options, parts, { port, url, env, onFailure: (error) => failed.abort(error) }, ended)
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

function parseClaim(message: unknown): ScanClaim | null {
  const parsed = claim.safeParse(message)
  return parsed.success ? parsed.data : null
}

const claim = z.object({ id: z.number(), claim: z.number() })

interface ServeOptions {
  readonly port: number
  readonly url: string
  readonly env: () => NodeJS.ProcessEnv
  readonly onFailure: (error: LaunchError) => void
}

/** Starts the web server and waits until it answers. */
async function serve(
  { root, web, environment, teller }: LaunchOptions,
  parts: Parts,
  { port, url, env, onFailure }: ServeOptions,
  ended: AbortSignal,
): Promise<void> {
  let hasAnswered = false
  const said: string[] = []
  const child = keepRunning({
    root,
    name: 'The web server',
    args: web.args(environment.host, port),
    env,
    warn: teller.warn,
    onLine(line, stream) {
      said.push(line)
      said.splice(0, said.length - 30)
      if (stream === 'stderr' && hasAnswered) teller.warn(`web: ${line}`)
    },
    onEnd(endsInARow) {
      if (hasAnswered || endsInARow < endsWithoutAnswerMax) return false
      onFailure(new LaunchError(`The web server does not start:\n${said.join('\n')}`))
      return true
    },
  })
  parts.children.push(child)
  while (!ended.aborted && !(await answers(url))) await delay(50)
  if (ended.aborted) return
  hasAnswered = true
  teller.ready(url)
}

/** Whatever is answered, even that the database is gone: the server is up. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000), redirect: 'manual' })
    await response.arrayBuffer()
    return true
  } catch {
    return false
  }
}
