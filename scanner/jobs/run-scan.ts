import { openLastingRepository, openRepository, type Repository } from '#scanner/git/open-repository.ts'
import { subdirOf } from '#scanner/model/source.ts'
import { analysisVersion } from '#scanner/run/analysis-version.ts'
import { type FactsMemory, withFactsMemory } from '#scanner/run/facts-memory.ts'
import { identifyPublication } from '#scanner/run/identify-publication.ts'
import type { FilesRead } from '#scanner/run/read-blobs.ts'
import { arrangeLines } from '#scanner/store/arrange-lines.ts'
import type { ClaimedScan } from '#scanner/store/claim-scan.ts'
import { closeClaims } from '#scanner/store/close-claims.ts'
import { failScan } from '#scanner/store/fail-scan.ts'
import { finishScan } from '#scanner/store/finish-scan.ts'
import { listLines } from '#scanner/store/list-lines.ts'
import { listPublished } from '#scanner/store/list-published.ts'
import { listStale } from '#scanner/store/list-stale.ts'
import { listThinned } from '#scanner/store/list-thinned.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { postponeScan } from '#scanner/store/postpone-scan.ts'
import { dropPreparation } from '#scanner/store/preparations/drop-preparation.ts'
import { ownerPrefix } from '#scanner/store/preparations/wanted-preparations.ts'
import { publishRevision } from '#scanner/store/publish-revision.ts'
import { refreshStatistics } from '#scanner/store/refresh-statistics.ts'
import { releaseScan } from '#scanner/store/release-scan.ts'
import type { ScanProgress } from '#scanner/store/report-progress.ts'
import { ClaimLostError } from '#scanner/store/scan-claim.ts'
import { attributeEvents } from './attribute-events.ts'
import { followHistory, type History } from './follow-history.ts'
import { measureFiles } from './measure-files.ts'
import { openTree } from './open-tree.ts'
import { prepareCommit } from './prepare-commit.ts'
import { refreshAliases } from './refresh-aliases.ts'
import { refreshRevisions } from './refresh-revisions.ts'
import { reportScan } from './report-scan.ts'
import { resolveRevisions, type WantedRevision } from './resolve-revisions.ts'
import { thinTree } from './retain/thin-tree.ts'
import { describeTrouble, isForWantOfRoom, isPassing } from './scan-trouble.ts'
import { takeInOrder } from './share/take-in-order.ts'

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
  /** Given back for want of room on a disk, which `message` names: tried again by itself after a while. */
  | { readonly kind: 'postponed'; readonly message: string }
  /** Another worker runs it. */
  | { readonly kind: 'lost' }

/**
 * Runs a claimed scan to its end: clone or fetch, resolve what was asked for, publish what is not there yet, and whatever else of the tree
 * is stale: judged by another analysis, or matched with another revision than now stands before it. Each is kept as soon as it is
 * published: a scan that is taken up again goes on where it ended. Where a disk
 * is full it is put off. Rejects only for causes that pass, with the scan still claimed.
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
    const message = describeTrouble(error)
    if (isForWantOfRoom(error))
      return (await postponeScan(db, scan, message)) ? { kind: 'postponed', message } : { kind: 'lost' }
    if (isPassing(error)) throw error
    return (await failScan(db, scan, message)) ? { kind: 'failed', message, cause: error } : { kind: 'lost' }
  }
}

async function publishAll(
  db: Store,
  scan: ClaimedScan,
  { home, workerEntry, signal }: RunScanOptions,
  report: (change: Partial<ScanProgress>, line?: string | null) => void,
): Promise<{ readonly published: number; readonly known: number }> {
  const directory = await openTree(scan, {
    home,
    signal,
    onProgress: (phase, line, part) => report({ phase, progress: part }, line),
  })
  signal.throwIfAborted()
  report({ phase: 'reading', progress: null })
  // what is thinned out counts as there: asking again does not bring it back, but by its name
  const published = [
    ...(await listPublished(db, scan.treeId)).map(({ commit }) => commit),
    ...(await listThinned(db, scan.treeId)),
  ]
  const wanted = await resolveIn(directory, scan, published)
  const history = followHistory(
    directory,
    wanted.map(({ oid }) => oid),
  )
  await arrangeLines(db, { treeId: scan.treeId, scan, layOut: history.layOut })
  await refreshRevisions(db, scan, { directory, wanted, isTrunk: history.isTrunk })

  const { treeId } = scan
  const repository = await openLastingRepository(directory)
  const due = { repository, wanted, history, home, workerEntry, signal }
  const counts = await withFactsMemory(home, (memory) => publishDue(db, scan, { ...due, memory }, report)).finally(() =>
    repository.close(),
  )
  if (counts.published > 1) await refreshStatistics(db)
  const onStep = (label: string, progress: number) => report({ phase: 'attributing', label, progress })
  await attributeEvents(db, { directory, treeId: scan.treeId, claim: scan, signal, onStep })
  await closeClaims(db, scan.treeId, scan)
  const thinned = await thinTree(db, {
    directory,
    treeId,
    scan,
    wanted: wanted.map(({ oid }) => oid),
    now: new Date(),
    signal,
    onPart: (progress) => report({ phase: 'thinning', progress }),
  })
  // steps that became one may need another commit
  if (thinned > 0) await attributeEvents(db, { directory, treeId, claim: scan, signal, onStep })
  await refreshAliases(db, directory, scan)
  return counts
}

interface DueOptions {
  readonly repository: Repository
  readonly wanted: readonly WantedRevision[]
  readonly history: History
  readonly home: string
  readonly memory: FactsMemory
  readonly workerEntry: URL | null
  readonly signal: AbortSignal
}

/** Publishes revision after revision until none is due. `known` of those that were asked for were there before. */
async function publishDue(
  db: Store,
  scan: ClaimedScan,
  { repository, wanted, history, home, memory, workerEntry, signal }: DueOptions,
  report: (change: Partial<ScanProgress>) => void,
): Promise<{ readonly published: number; readonly known: number }> {
  const { treeId } = scan
  const labels = new Map(wanted.map(({ oid, label }) => [oid, label]))
  const worker = `${ownerPrefix}${scan.id}.${scan.claim}`
  const subdir = subdirOf(scan.source)
  const done = new Map<string, number>()
  let known: number | null = null
  for (;;) {
    signal.throwIfAborted()
    const open = await listDue(db, scan.treeId, wanted, history)
    known ??= wanted.length - open.filter(({ oid }) => labels.has(oid)).length
    // one that is there may have to be matched anew, and is open again then
    const all = new Set([...labels.keys(), ...done.keys(), ...open.map(({ oid }) => oid)]).size
    report({ revisionsDone: all - open.length, revisionsAll: all })
    const [next] = open
    if (next === undefined) break
    const times = (done.get(next.oid) ?? 0) + 1
    if (times > timesMax) throw new Error(`revision ${next.oid} stays out of date however often it is published`)
    const label = labels.get(next.oid) ?? next.label
    report({ label: label ?? next.oid.slice(0, 12) })
    const commits = open.map(({ oid }) => oid)
    const publication = await takeInOrder(db, commits, {
      treeId,
      scanId: scan.id,
      analysisVersion,
      worker,
      signal,
      prepare(oid) {
        const rateOf = measureFiles()
        const onPhase = (phase: string, progress: number | null, read: FilesRead | null) =>
          report({ phase, progress, files: rateOf(read), label: labels.get(oid) ?? oid.slice(0, 12) })
        return prepareCommit(db, oid, { repository, subdir, home, memory, workerEntry, signal, onPhase })
      },
    })
    report({ phase: 'publishing', progress: null, files: null, label: label ?? publication.label })
    await publishRevision(
      db,
      { ...publication, label: label ?? publication.label },
      {
        treeId,
        scan,
        layOut: history.layOut,
        identify: (found, earlier) => identifyPublication(repository.directory, found, earlier, repository.objects),
      },
    )
    await dropPreparation(db, treeId, next.oid)
    // the first may be the first of the store
    if (done.size === 0) await refreshStatistics(db)
    done.set(next.oid, times)
  }
  return { published: done.size, known: known ?? 0 }
}

/** Matched anew after each of the revisions before it was, a revision may come again, but not for ever. */
const timesMax = 10

/**
 * What is still to be published: first what was asked for and is not there, then what is stale, each line by line from its oldest on, so that
 * most are matched with what stands before them at once.
 */
async function listDue(
  db: Store,
  treeId: number,
  wanted: readonly WantedRevision[],
  { listInOrder }: History,
): Promise<readonly WantedRevision[]> {
  const lines = await listLines(db, treeId)
  const order = await listInOrder(lines)
  const published = new Set(lines.flatMap(({ revisions }) => revisions.map(({ commit }) => commit)))
  const missing = new Set(wanted.map(({ oid }) => oid).filter((oid) => !published.has(oid)))
  const stale = new Map((await listStale(db, treeId, analysisVersion)).map(({ commit, label }) => [commit, label]))
  return [
    ...order.filter((oid) => missing.has(oid)).map((oid) => ({ oid, label: null })),
    ...order.filter((oid) => stale.has(oid)).map((oid) => ({ oid, label: stale.get(oid) ?? null })),
  ]
}

async function resolveIn(
  directory: string,
  { source, revisions, tags, since, every }: ClaimedScan,
  published: readonly string[],
): Promise<readonly WantedRevision[]> {
  // a scan that asks for nothing brings what is there up to date
  if (revisions.length + tags.length === 0) return []
  // the demo is its releases: asked for without a revision, it is all of them
  const wantsAll = source === 'demo' && tags.length === 0 && revisions.every((name) => name === 'HEAD')
  const named = wantsAll && every === null ? { revisions: [], globs: ['*'] } : { revisions, globs: tags }
  const repository = await openRepository(directory)
  try {
    return await resolveRevisions(repository, { ...named, since, every }, published)
  } finally {
    repository.close()
  }
}
