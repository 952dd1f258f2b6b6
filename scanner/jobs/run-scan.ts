import { openRepository } from '#scanner/git/open-repository.ts'
import { analysisVersion } from '#scanner/run/analysis-version.ts'
import type { ClaimedScan } from '#scanner/store/claim-scan.ts'
import { failScan } from '#scanner/store/fail-scan.ts'
import { finishScan } from '#scanner/store/finish-scan.ts'
import { listPublished } from '#scanner/store/list-published.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { releaseScan } from '#scanner/store/release-scan.ts'
import type { ScanProgress } from '#scanner/store/report-progress.ts'
import { ClaimLostError } from '#scanner/store/scan-claim.ts'
import { openTree } from './open-tree.ts'
import { publishCommit } from './publish-commit.ts'
import { reportScan } from './report-scan.ts'
import { resolveRevisions, type WantedRevision } from './resolve-revisions.ts'
import { describeTrouble, isPassing } from './scan-trouble.ts'

export interface RunScanOptions {
  readonly home: string
  /** Module to start reading threads from; `null` reads in the main thread. */
  readonly workerEntry: URL | null
  /** Gives the scan back to the queue. */
  readonly signal: AbortSignal
  /** Told of progress as often as there is any; `line` is git's own while it clones. */
  readonly onProgress?: (progress: Partial<ScanProgress>, line: string | null) => void
}

export type ScanOutcome =
  | { readonly kind: 'done'; readonly published: number; readonly known: number }
  /** Told on the scan's page as well; `cause` is what was thrown. */
  | { readonly kind: 'failed'; readonly message: string; readonly cause: unknown }
  /** Given back: it was called off, and begins again where it is taken up. */
  | { readonly kind: 'released' }
  /** Another worker runs it. */
  | { readonly kind: 'lost' }

/**
 * Runs a claimed scan to its end: clone or fetch, resolve what was asked for, and publish each revision that this analysis has not
 * published yet, oldest first. Each is kept as soon as it is published: a scan that is taken up again goes on where it ended. Rejects only
 * for causes that pass, with the scan still claimed.
 */
export async function runScan(db: Store, scan: ClaimedScan, options: RunScanOptions): Promise<ScanOutcome> {
  const lost = new AbortController()
  const signal = AbortSignal.any([options.signal, lost.signal])
  const reporter = reportScan(db, scan, (reason) => lost.abort(reason))
  const report = (change: Partial<ScanProgress>, line: string | null = null) => {
    reporter.update(change)
    options.onProgress?.(change, line)
  }
  try {
    const counts = await publishAll(db, scan, { ...options, signal }, report)
    await reporter.stop()
    return (await finishScan(db, scan)) ? { kind: 'done', ...counts } : { kind: 'lost' }
  } catch (error) {
    await reporter.stop()
    if (error instanceof ClaimLostError || lost.signal.aborted) return { kind: 'lost' }
    if (options.signal.aborted) return (await releaseScan(db, scan)) ? { kind: 'released' } : { kind: 'lost' }
    if (isPassing(error)) throw error
    const message = describeTrouble(error)
    return (await failScan(db, scan, message)) ? { kind: 'failed', message, cause: error } : { kind: 'lost' }
  }
}

async function publishAll(
  db: Store,
  scan: ClaimedScan,
  { home, workerEntry, signal }: RunScanOptions,
  report: (change: Partial<ScanProgress>, line?: string | null) => void,
): Promise<{ published: number; known: number }> {
  const directory = await openTree(scan, {
    home,
    signal,
    onProgress: (phase, line, part) => report({ phase, progress: part }, line),
  })
  signal.throwIfAborted()
  report({ phase: 'reading', progress: null })
  const wanted = await resolveIn(directory, scan)
  const open = wanted.filter(isOpen(await listPublished(db, scan.treeId, analysisVersion)))
  const known = wanted.length - open.length
  for (const [index, revision] of open.entries()) {
    signal.throwIfAborted()
    const label = revision.label ?? revision.commit.oid.slice(0, 12)
    report({ label, revisionsDone: known + index, revisionsAll: wanted.length })
    const onPhase = (phase: string, progress: number | null) => report({ phase, progress })
    await publishCommit(db, revision, {
      directory,
      home,
      workerEntry,
      treeId: scan.treeId,
      claim: scan,
      signal,
      onPhase,
    })
  }
  report({ revisionsDone: wanted.length, revisionsAll: wanted.length })
  return { published: open.length, known }
}

async function resolveIn(
  directory: string,
  { source, revisions, tags }: ClaimedScan,
): Promise<readonly WantedRevision[]> {
  // the demo is its releases: asked for without a revision, it is all of them
  const wantsAll = source === 'demo' && tags.length === 0 && revisions.every((name) => name === 'HEAD')
  const repository = await openRepository(directory)
  try {
    return await resolveRevisions(repository, wantsAll ? { revisions: [], globs: ['*'] } : { revisions, globs: tags })
  } finally {
    repository.close()
  }
}

/** What is published already is left out, unless it has got a name since. */
function isOpen(
  published: readonly { readonly commit: string; readonly label: string }[],
): (revision: WantedRevision) => boolean {
  const labels = new Map(published.map(({ commit, label }) => [commit, label]))
  return ({ commit, label }) => {
    const known = labels.get(commit.oid)
    return known === undefined || (label !== null && label !== known)
  }
}
