import { setTimeout as delay } from 'node:timers/promises'
import { explainDatabaseError } from '#prisma/explain-database-error.ts'
import { applyMigrations } from '#prisma/migrate.ts'
import { analysisVersion } from '#scanner/run/analysis-version.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { expireClaims } from '#scanner/store/expire-claims.ts'
import { failScan } from '#scanner/store/fail-scan.ts'
import { getScanClaim } from '#scanner/store/get-scan-claim.ts'
import { listOpenScans } from '#scanner/store/list-open-scans.ts'
import { openStore, type Store } from '#scanner/store/open-store.ts'
import { dropEndedPreparations } from '#scanner/store/preparations/drop-preparation.ts'
import { listSharedScans } from '#scanner/store/preparations/list-shared-scans.ts'
import { queueUpdates } from '#scanner/store/queue-updates.ts'
import { releaseScan } from '#scanner/store/release-scan.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'
import { sweepTexts } from '#scanner/store/sweep-texts.ts'
import type { ScanRunner } from './apart/open-scan-runner.ts'
import { followTrees } from './follow-trees.ts'
import type { ScanOutcome } from './run-scan.ts'
import { openScanQueue, type ScanJob, type ScanQueue } from './scan-queue.ts'
import { isPassing } from './scan-trouble.ts'
import { keepTelling, type TellingSettings } from './telling/keep-telling.ts'

export interface WorkerOptions {
  /** Address of the database; `null` if it is away. Asked again when it is gone: an embedded one may come back on another port. */
  readonly findDatabase: () => Promise<string | null>
  /** Folder of the migrations. */
  readonly migrations: string
  /** What runs scans of the database at this address. */
  readonly openRunner: (databaseUrl: string) => ScanRunner
  /** Of so many trees at a time: a clone that takes hours keeps no other tree waiting. */
  readonly scansAtOnce: number
  /** Looks after what this machine keeps, while no scan runs here. */
  readonly maintain: (signal: AbortSignal) => Promise<unknown>
  /** Ends the worker; a scan that runs is given back. */
  readonly signal: AbortSignal
  /** Told what a person who watches wants to know, a sentence each. */
  readonly say: (sentence: string) => void
  /** Told of trouble. */
  readonly warn: (sentence: string) => void
  /** Runs the check that waits longest; false if none does. */
  readonly runNextCheck: (db: Store, signal: AbortSignal) => Promise<boolean>
  /** Told which scans are run here, whenever it are others. */
  readonly onScans?: (scans: readonly ScanClaim[]) => void
  /** What people and programs are told with. */
  readonly telling: TellingSettings
}

/** How often queued scans are looked for. */
const lookEveryMs = 1000
const waitMsMax = 10_000
/** How often claims whose time is over are looked for. */
const expireEveryMs = 600_000
/** How long nothing has to run here before mirrors are looked after. */
const quietMs = 600_000
/** How often trees that are followed and due are looked for. */
const followEveryMs = 15_000
/** A scan that was begun so often and ended neither well nor badly takes its worker with it. */
const claimsMax = 50

/** Runs scans until it is told to stop. A database that goes away is waited for; one that refuses us ends it. */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { signal } = options
  while (!signal.aborted) {
    const opened = await whenDatabaseAnswers(options, (databaseUrl) => openDatabase(databaseUrl, options))
    if (opened !== null) await runWith(opened, options)
  }
}

interface Opened {
  readonly databaseUrl: string
  readonly queue: ScanQueue
}

async function openDatabase(databaseUrl: string, { migrations, warn }: WorkerOptions): Promise<Opened> {
  await applyMigrations(databaseUrl, migrations)
  let told = ''
  const queue = await openScanQueue(databaseUrl, (error) => {
    const explained = explainDatabaseError('asking the queue', error)
    const message = explained instanceof Error ? explained.message : String(explained)
    // that the database is gone is told by `handOver`, once
    if (isPassing(explained) || message === told) return
    told = message
    warn(message)
  })
  return { databaseUrl, queue }
}

/** Tries until the database answers. `null` if the worker is stopped before. */
async function whenDatabaseAnswers<T>(
  { findDatabase, signal, warn }: WorkerOptions,
  act: (databaseUrl: string) => Promise<T>,
): Promise<T | null> {
  for (let waitMs = 250; !signal.aborted; waitMs = Math.min(waitMs * 2, waitMsMax)) {
    try {
      const databaseUrl = await findDatabase()
      if (databaseUrl !== null) return await act(databaseUrl)
    } catch (error) {
      const explained = explainDatabaseError('connecting', error)
      if (!isPassing(explained)) throw explained
    }
    if (waitMs === 250) warn('The database does not answer yet: the worker waits for it.')
    await pause(waitMs, signal)
  }
  return null
}

/** Runs scans of one database until told to stop, or it is at another address. */
async function runWith({ databaseUrl, queue }: Opened, options: WorkerOptions): Promise<void> {
  const db = openStore(databaseUrl)
  const runner = options.openRunner(databaseUrl)
  const held = new Set<ScanClaim>()
  const moved = new AbortController()
  const signal = AbortSignal.any([options.signal, moved.signal])
  try {
    await queue.work(options.scansAtOnce, (job, { retries, signal: taken }) =>
      runJob(db, job, { ...options, retries, runner, held, signal: AbortSignal.any([signal, taken]) }),
    )
    for (const { scanId, slug } of await queueUpdates(db, analysisVersion))
      options.say(
        `${slug} was judged by another version: scan ${scanId} does it anew, and the old numbers stay meanwhile.`,
      )
    options.say('The worker waits for scans.')
    void keepTelling(db, { settings: options.telling, signal, warn: options.warn })
    await handOver(db, queue, { databaseUrl, options: { ...options, signal }, runner, held })
  } finally {
    moved.abort(new Error('the database has moved'))
    await queue.stop().catch(() => {})
    runner.close()
    await db.$disconnect().catch(() => {})
  }
}

interface HandOverOptions {
  readonly databaseUrl: string
  readonly options: WorkerOptions
  readonly runner: ScanRunner
  /** Scans that are run here. */
  readonly held: ReadonlySet<ScanClaim>
}

/** Hands scans that are due to the queue, until told to stop or the database has moved. */
async function handOver(
  db: Store,
  queue: ScanQueue,
  { databaseUrl, options, runner, held }: HandOverOptions,
): Promise<void> {
  const { signal, warn, findDatabase } = options
  const refused = new Map<number, number>()
  let waitMs = lookEveryMs
  let expireAt = 0
  let following: Promise<void> | null = null
  let helping: Promise<void> | null = null
  let maintaining: Promise<unknown> | null = null
  let quietAt = Date.now() + quietMs
  let checking: Promise<void> | null = null
  while (!signal.aborted) {
    try {
      if (Date.now() >= expireAt) {
        await expireClaims(db)
        await dropEndedPreparations(db)
        expireAt = Date.now() + expireEveryMs
      }
      for (const { id, claim } of await listOpenScans(db)) await queue.hand({ scanId: id, claim })
      // whoever has scans of its own has enough to do
      if (helping === null && held.size === 0)
        helping = helpOthers(db, runner, { ...options, refused }).finally(() => {
          helping = null
        })
      if (held.size > 0) quietAt = Date.now() + quietMs
      if (maintaining === null && Date.now() >= quietAt) {
        quietAt = Date.now() + quietMs
        maintaining = Promise.all([options.maintain(signal), sweepTexts(db).catch(() => 0)]).finally(() => {
          maintaining = null
        })
      }
      // looking takes as long as servers take to answer: scans do not wait for it
      if (following === null)
        following = followTrees(db, warn)
          .catch((error: unknown) => {
            const explained = explainDatabaseError('following trees', error)
            if (!isPassing(explained)) warn(explained instanceof Error ? explained.message : String(explained))
          })
          .then(() => pause(followEveryMs, signal))
          .finally(() => {
            following = null
          })
      checking ??= runChecks(db, options).finally(() => {
        checking = null
      })
      if (waitMs > lookEveryMs) warn('The database is back.')
      waitMs = lookEveryMs
    } catch (error) {
      const explained = explainDatabaseError('handing scans to the queue', error)
      if (!isPassing(explained)) throw explained
      if (waitMs === lookEveryMs) warn('The database is gone: the worker waits for it, and goes on when it is back.')
      waitMs = Math.min(waitMs * 1.5, waitMsMax)
      const found = await findDatabase().catch(() => null)
      if (found !== null && found !== databaseUrl) return warn('The database is back.')
    }
    await pause(waitMs, signal)
  }
  await checking
}

/** One after the other: a check takes seconds, and threads of its own. */
async function runChecks(db: Store, { runNextCheck, signal, warn }: WorkerOptions): Promise<void> {
  try {
    while (!signal.aborted && (await runNextCheck(db, signal)));
  } catch (error) {
    const explained = explainDatabaseError('running a check', error)
    if (!isPassing(explained)) warn(explained instanceof Error ? explained.message : String(explained))
  }
}

/** With a scan that could not be helped with nobody tries again so soon: another machine has its tree, or its server is away. */
const refusedMs = 600_000

/** Prepares revisions of scans that others run. What goes wrong here is told and does no harm: whoever runs the scan does them all. */
async function helpOthers(
  db: Store,
  runner: ScanRunner,
  { signal, say, warn, refused }: WorkerOptions & { readonly refused: Map<number, number> },
): Promise<void> {
  for (const scan of await listSharedScans(db, analysisVersion).catch(() => [])) {
    if ((refused.get(scan.id) ?? 0) > Date.now()) continue
    try {
      const prepared = await runner.help(db, scan, { signal })
      if (prepared > 0) say(`Scan ${scan.id} of ${scan.slug} was helped with: ${prepared} revisions prepared.`)
      // nothing that we have
      if (prepared === 0) refused.set(scan.id, Date.now() + refusedMs)
    } catch (error) {
      refused.set(scan.id, Date.now() + refusedMs)
      warn(`Scan ${scan.id} of ${scan.slug} cannot be helped with: ${error instanceof Error ? error.message : error}`)
    }
    return
  }
}

interface JobOptions extends WorkerOptions {
  /** How often this job was begun before. */
  readonly retries: number
  readonly runner: ScanRunner
  /** Scans that are run here. */
  readonly held: Set<ScanClaim>
}

async function runJob(db: Store, job: ScanJob, options: JobOptions): Promise<void> {
  const { say, warn, onScans, held, runner, signal } = options
  if (!(await isOurs(db, job, options.retries))) return
  const outcome = await claimScan(db, job.scanId)
  if (outcome.kind !== 'claimed') return
  const { scan } = outcome
  const name = `Scan ${scan.id} of ${scan.slug}`
  // one that was put off was given back, too
  if (scan.claim - 2 * scan.postponed > claimsMax) {
    await failScan(
      db,
      scan,
      `It was begun ${claimsMax} times, and its process ended each time. See the log of the worker.`,
    )
    return
  }
  say(`${name} begins.`)
  const claim = { id: scan.id, claim: scan.claim }
  const tell = () => onScans?.([...held])
  held.add(claim)
  tell()
  const started = performance.now()
  const result = await runner.run(db, scan, { signal }).catch((error) => giveBack(db, scan, error, options))
  held.delete(claim)
  tell()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  switch (result.kind) {
    case 'done':
      say(`${name} is done: ${result.published} published, ${result.known} known, ${seconds} s.`)
      break
    case 'failed':
      warn(`${name} failed: ${result.message}`)
      // the stack of a bug, which its process has told
      if (typeof result.cause === 'string') warn(result.cause)
      break
    case 'released':
      say(`${name} is given back: it goes on with the next worker.`)
      break
    case 'postponed':
      warn(`${name} waits for room: ${result.message}`)
      break
    case 'lost':
      say(`${name} is run by another worker now, or was cancelled.`)
      break
  }
}

/**
 * Whether this job may take its scan up: it is due, or an earlier try of this very job was the last to do so. Somebody may run the scan by
 * hand, and whoever gave it back has made another job of it.
 */
async function isOurs(db: Store, { scanId, claim }: ScanJob, retries: number): Promise<boolean> {
  if ((await listOpenScans(db)).some((scan) => scan.id === scanId)) return true
  const scan = retries > 0 ? await getScanClaim(db, scanId) : null
  return scan?.state === 'running' && scan.claim === claim + retries
}

/** The database went away in the middle: when it is back, the scan is as good as never begun, and what it published stays. */
async function giveBack(db: Store, scan: ScanClaim, error: unknown, { signal }: WorkerOptions): Promise<ScanOutcome> {
  if (!isPassing(error)) throw error
  for (let waitMs = 250; !signal.aborted; waitMs = Math.min(waitMs * 2, waitMsMax)) {
    try {
      return (await releaseScan(db, scan)) ? { kind: 'released' } : { kind: 'lost' }
    } catch (failure) {
      if (!isPassing(failure)) throw failure
      await pause(waitMs, signal)
    }
  }
  return { kind: 'lost' }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {})
}
