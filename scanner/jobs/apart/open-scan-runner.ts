import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseError } from '#prisma/database-error.ts'
import type { ClaimedScan } from '#scanner/store/claim-scan.ts'
import { failScan } from '#scanner/store/fail-scan.ts'
import { getScanClaim } from '#scanner/store/get-scan-claim.ts'
import type { Store } from '#scanner/store/open-store.ts'
import type { SharedScan } from '#scanner/store/preparations/list-shared-scans.ts'
import { releaseScan } from '#scanner/store/release-scan.ts'
import type { ScanProgress } from '#scanner/store/report-progress.ts'
import { touchScan } from '#scanner/store/touch-scan.ts'
import { type Child, spawnChild } from '../launch/spawn-child.ts'
import type { ScanOutcome } from '../run-scan.ts'
import { isPassing } from '../scan-trouble.ts'
import { type Order, type Report, reports } from './messages.ts'
import { scanEnvironment, scanFlags } from './scan-flags.ts'

export interface RunApartOptions {
  /** Gives the scan back. */
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Partial<ScanProgress>, line: string | null) => void
}

export interface ScanRunner {
  /** Runs a claimed scan to its end. Rejects with a `DatabaseError` that passes, with the scan still claimed. */
  run(db: Store, scan: ClaimedScan, options: RunApartOptions): Promise<ScanOutcome>
  /** Prepares revisions of a scan that another worker runs; resolves to how many. Rejects with what kept us from it. */
  help(db: Store, scan: SharedScan, options: Pick<RunApartOptions, 'signal'>): Promise<number>
  /** Ends processes that wait for the next scan. */
  close(): void
}

export interface ScanRunnerOptions {
  readonly root: string
  /** Script of the command line: `run-scans` behind it is the process. */
  readonly script: string
  readonly home: string
  readonly databaseUrl: string
  /** Told what such a process says of trouble. */
  readonly warn: (sentence: string) => void
  /** A scan that tells of no progress for so long is stuck. */
  readonly silenceMsMax: number
}

const touchEveryMs = 5000
/** Who is told to give a scan back and computes is ended: what it published is kept. */
const graceMs = 3000
/** A process that waits keeps its reading threads warm for the next scan; not for ever, and not with all that a large scan took. */
const idleMsMax = 60_000
const rssBytesMax = 700 * 1024 * 1024
/** So often in a row without a revision in between, and it is the scan's own doing. */
const troublesMax = 2

/**
 * Runs scans in processes of their own: a worker hears signals, says that it lives and sees a scan cancelled however long something is
 * computed, a scan that is stuck or takes all memory ends alone, and git ends with it.
 */
export function openScanRunner(options: ScanRunnerOptions): ScanRunner {
  const waiting: { readonly process: ScanProcess; readonly timer: NodeJS.Timeout }[] = []
  /** By scan: how often it ended badly, and how many revisions it had then. */
  const troubles = new Map<number, { readonly revisionsDone: number; readonly count: number }>()

  const take = (): ScanProcess => {
    for (let kept = waiting.pop(); kept !== undefined; kept = waiting.pop()) {
      clearTimeout(kept.timer)
      if (kept.process.isAlive()) return kept.process
    }
    return startProcess(options)
  }
  const keep = (process: ScanProcess, rssBytes: number) => {
    if (rssBytes > rssBytesMax) return process.end()
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(kept), 1)
      process.end()
    }, idleMsMax).unref()
    const kept = { process, timer }
    waiting.push(kept)
  }
  const countTrouble = (id: number, revisionsDone: number): number => {
    const known = troubles.get(id)
    const count = known !== undefined && known.revisionsDone === revisionsDone ? known.count + 1 : 1
    troubles.set(id, { revisionsDone, count })
    return count
  }

  return {
    async run(db, scan, { signal, onProgress }) {
      let revisionsDone = 0
      const process = take()
      const end = await supervise({ kind: 'run', scan }, process, {
        signal,
        silenceMsMax: options.silenceMsMax,
        touch: () => touchScan(db, scan),
        onProgress(change, line) {
          revisionsDone = change.revisionsDone ?? revisionsDone
          onProgress?.(change, line)
        },
      })
      if (end.kind === 'ended') {
        // what was called off may still compute
        if (end.outcome.kind === 'done') keep(process, end.rssBytes)
        else process.end()
        troubles.delete(scan.id)
        return settle(end.outcome)
      }
      process.end()
      if (end.kind === 'lost') return { kind: 'lost' }
      if (end.kind === 'trouble' && countTrouble(scan.id, revisionsDone) >= troublesMax) {
        const message = `${end.sentence} It was tried ${troublesMax} times.`
        troubles.delete(scan.id)
        return (await failScan(db, scan, message)) ? { kind: 'failed', message, cause: null } : { kind: 'lost' }
      }
      if (end.kind === 'trouble') options.warn(`Scan ${scan.id} of ${scan.slug}: ${end.sentence}`)
      return (await releaseScan(db, scan)) ? { kind: 'released' } : { kind: 'lost' }
    },
    async help(db, scan, { signal }) {
      const process = take()
      const end = await supervise({ kind: 'help', scan }, process, {
        signal,
        silenceMsMax: options.silenceMsMax,
        touch: async () => (await getScanClaim(db, scan.id))?.state === 'running',
        onProgress: () => {},
      })
      if (end.kind === 'ended' && end.outcome.kind === 'helped') {
        keep(process, end.rssBytes)
        return end.outcome.prepared
      }
      process.end()
      if (end.kind === 'trouble') throw new Error(end.sentence)
      if (end.kind === 'ended') settle(end.outcome)
      return 0
    },
    close() {
      for (const { process, timer } of waiting.splice(0)) {
        clearTimeout(timer)
        process.end()
      }
    },
  }
}

type EndedOutcome = Extract<Report, { readonly kind: 'ended' }>['outcome']

function settle(outcome: EndedOutcome): ScanOutcome {
  switch (outcome.kind) {
    case 'failed':
      return { kind: 'failed', message: outcome.message, cause: outcome.stack }
    case 'passing':
      throw new DatabaseError('unreachable', outcome.message)
    case 'broken':
      throw new Error(outcome.message)
    case 'done':
    case 'released':
    case 'postponed':
    case 'lost':
      return outcome
    case 'helped':
      throw new Error('whoever runs a scan cannot help with it')
  }
}

/** How the supervision of a scan ended. */
type SuperviseEnd =
  | { readonly kind: 'ended'; readonly outcome: EndedOutcome; readonly rssBytes: number }
  /** Told to stop, and did not in time. */
  | { readonly kind: 'stopped' }
  /** Somebody else has it, or it was cancelled. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'trouble'; readonly sentence: string }

async function supervise(
  order: Order,
  process: ScanProcess,
  {
    signal,
    silenceMsMax,
    touch,
    onProgress,
  }: {
    readonly signal: AbortSignal
    readonly silenceMsMax: number
    /** Says that it goes on; false: it is not ours to do any more. */
    readonly touch: () => Promise<boolean>
    readonly onProgress: (progress: Partial<ScanProgress>, line: string | null) => void
  },
): Promise<SuperviseEnd> {
  const over = new AbortController()
  let heardAt = Date.now()
  let phase = 'beginning'
  const ended = new Promise<SuperviseEnd>((resolve) => {
    process.listen((report) => {
      heardAt = Date.now()
      if (report.kind === 'ended') return resolve(report)
      phase = report.change.phase ?? phase
      onProgress(omitUndefined(report.change), report.line)
    })
    void process.ended.then((how) =>
      resolve({ kind: 'trouble', sentence: `Its process ended while ${phase} (${how}).` }),
    )
    const onAbort = () => {
      process.send({ kind: 'stop' })
      void delay(graceMs, undefined, { signal: over.signal }).then(
        () => resolve({ kind: 'stopped' }),
        () => {},
      )
    }
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true, signal: over.signal })
    void watch(resolve)
  })
  process.send(order)
  try {
    return await ended
  } finally {
    over.abort()
    process.listen(() => {})
  }

  async function watch(resolve: (end: SuperviseEnd) => void): Promise<void> {
    while (!over.signal.aborted) {
      await delay(touchEveryMs, undefined, { signal: over.signal }).catch(() => {})
      if (over.signal.aborted) return
      const silentMs = Date.now() - heardAt
      if (silentMs > silenceMsMax) {
        const seconds = Math.round(silenceMsMax / 1000)
        return resolve({ kind: 'trouble', sentence: `It told of no progress for ${seconds} seconds while ${phase}.` })
      }
      try {
        if (!(await touch())) return resolve({ kind: 'lost' })
      } catch (error) {
        // the scan itself meets it too, and tells
        if (!isPassing(error)) throw error
      }
    }
  }
}

/** Without the names that are `undefined`: a change says what changed. */
function omitUndefined(change: Extract<Report, { readonly kind: 'progress' }>['change']): Partial<ScanProgress> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

interface ScanProcess {
  readonly ended: Promise<string>
  isAlive(): boolean
  send(order: Order): void
  /** One listener at a time. */
  listen(onReport: (report: Report) => void): void
  /** At once, with all it started. */
  end(): void
}

function startProcess({ root, script, home, databaseUrl, warn }: ScanRunnerOptions): ScanProcess {
  let onReport = (_report: Report) => {}
  let isAlive = true
  const child: Child = spawnChild({
    root,
    args: [...scanFlags, script, 'run-scans'],
    // what an administrator says wins
    env: { ...scanEnvironment, ...process.env, PINWATCH_HOME: home, DATABASE_URL: databaseUrl },
    onLine: warn,
    onMessage: (message) => onReport(reports.parse(message)),
  })
  void child.ended.then(() => {
    isAlive = false
  })
  return {
    ended: child.ended,
    isAlive: () => isAlive,
    send: (order) => child.send(order),
    listen(listener) {
      onReport = listener
    },
    end: () => child.kill(),
  }
}
