import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { DatabaseError } from '#prisma/database-error.ts'
import type { ClaimedScan } from '#scanner/store/claim-scan.ts'
import { openStore } from '#scanner/store/open-store.ts'
import type { SharedScan } from '#scanner/store/preparations/list-shared-scans.ts'
import { runScan } from '../run-scan.ts'
import { isPassing } from '../scan-trouble.ts'
import { helpScan } from '../share/help-scan.ts'
import { collectSooner } from './collect-sooner.ts'
import { endGroup } from './end-group.ts'
import { orders, type Report } from './messages.ts'

export interface ScanProcessOptions {
  readonly databaseUrl: string
  readonly home: string
  /** Module to start threads from; `null` starts none. */
  readonly workerEntry: URL | null
}

/**
 * Runs scans that the worker, our parent, orders, one after the other, until it ends us. Nothing here listens for signals: whoever sends one
 * means it, however deep in computing we are.
 */
export function runScanProcess({ databaseUrl, home, workerEntry }: ScanProcessOptions): void {
  if (workerEntry !== null) watchParentInThread(workerEntry)
  process.prependListener('disconnect', endGroup)
  const db = openStore(databaseUrl)
  let stop = new AbortController()
  const tell = (report: Report) => void process.send?.(report)
  process.on('message', (message) => {
    const order = orders.parse(message)
    if (order.kind === 'stop') return stop.abort(new Error('stopped'))
    stop = new AbortController()
    const ended = order.kind === 'run' ? run(order.scan, stop.signal) : help(order.scan, stop.signal)
    void ended.then((outcome) => tell({ kind: 'ended', outcome, rssBytes: process.memoryUsage.rss() }))
  })

  async function run(scan: ClaimedScan, signal: AbortSignal): Promise<EndedOutcome> {
    try {
      const outcome = await runScan(db, scan, {
        home,
        workerEntry,
        signal,
        onProgress(change, line) {
          tell({ kind: 'progress', change, line })
          if ((change.revisionsDone ?? 0) > 0) collectSooner()
        },
      })
      if (outcome.kind !== 'failed') return outcome
      const { message, cause } = outcome
      const isBug = message.startsWith('This is a bug') && !(cause instanceof DatabaseError)
      return { kind: 'failed', message, stack: isBug ? stackOf(cause) : null }
    } catch (error) {
      return toTrouble(error)
    }
  }

  async function help(scan: SharedScan, signal: AbortSignal): Promise<EndedOutcome> {
    const onPhase = (phase: string, progress: number | null) =>
      tell({ kind: 'progress', change: { phase, progress }, line: null })
    try {
      const worker = `helper ${randomUUID()}`
      return { kind: 'helped', prepared: await helpScan(db, scan, { home, workerEntry, worker, signal, onPhase }) }
    } catch (error) {
      return signal.aborted ? { kind: 'released' } : toTrouble(error)
    }
  }
}

function toTrouble(error: unknown): EndedOutcome {
  return {
    kind: isPassing(error) ? 'passing' : 'broken',
    message: error instanceof Error ? error.message : String(error),
  }
}

type EndedOutcome = Extract<Report, { readonly kind: 'ended' }>['outcome']

const stackOf = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))

/** The end of our parent is told to the main thread, which may compute for minutes: a thread sees it at once. */
function watchParentInThread(entry: URL): void {
  new Worker(entry, { workerData: { kind: 'watch-parent' } }).unref()
}
