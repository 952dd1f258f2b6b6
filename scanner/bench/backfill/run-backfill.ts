import { loadavg } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import { requestScan } from '#prisma/request-scan.ts'
import { collectSooner } from '#scanner/jobs/apart/collect-sooner.ts'
import { runScan } from '#scanner/jobs/run-scan.ts'
import { runReadWorker } from '#scanner/run/read-worker.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import { openStore } from '#scanner/store/open-store.ts'
import { childrenMs } from '../children-ms.ts'

/** What this program prints, a line each: a revision is done, and the whole scan is. */
export type BackfillLine =
  | {
      readonly kind: 'revision'
      readonly label: string
      /** Milliseconds from the revision before to this one, and of it those of each phase. */
      readonly ms: number
      readonly phases: Readonly<Record<string, number>>
      /** Resident size of the process, reading threads included, in bytes. */
      readonly memory: number
      /** Milliseconds of processor time: the process's, of all its threads, and that of the gits that ended; `null` where nobody tells. */
      readonly cpu: number
      readonly git: number | null
      readonly load: number
    }
  | { readonly kind: 'done'; readonly ms: number; readonly peak: number }

// node run-backfill.mjs DATABASE_URL HOME REPO GLOB…: does what the worker does with the wish of `pinwatch scan --tags`, and listens.
// A process of its own, so that its memory is the worker's.
if (isMainThread) await backfill(process.argv.slice(2))
else runReadWorker()

async function backfill([databaseUrl = '', home = '', source = '', ...tags]: readonly string[]): Promise<void> {
  const db = openStore(databaseUrl)
  const { scanId } = await requestScan(db, { source, revisions: [], tags })
  const claimed = await claimScan(db, scanId)
  if (claimed.kind !== 'claimed') throw new Error(`the scan is not to be had: ${claimed.kind}`)

  const started = performance.now()
  let revision = { label: null as string | null, since: started, phases: new Map<string, number>() }
  let spent = spentMs()
  let phase = { name: 'resolving', since: started }
  const endPhase = (name: string) => {
    const now = performance.now()
    revision.phases.set(phase.name, (revision.phases.get(phase.name) ?? 0) + now - phase.since)
    phase = { name, since: now }
  }
  const endRevision = (label: string | null) => {
    endPhase(phase.name)
    const { label: ended, since, phases } = revision
    revision = { label, since: performance.now(), phases: new Map() }
    const before = spent
    spent = spentMs()
    if (ended === null) return
    print({
      kind: 'revision',
      label: ended,
      ms: performance.now() - since,
      phases: Object.fromEntries(phases),
      memory: process.memoryUsage.rss(),
      cpu: spent.own - before.own,
      git: spent.children === null || before.children === null ? null : spent.children - before.children,
      load: loadavg()[0] ?? 0,
    })
  }
  const outcome = await runScan(db, claimed.scan, {
    home,
    workerEntry: new URL(import.meta.url),
    signal: new AbortController().signal,
    onProgress: (change) => {
      if ((change.revisionsDone ?? 0) > 0) collectSooner()
      if (change.label !== undefined && change.label !== revision.label) endRevision(change.label)
      if (change.phase !== undefined && change.phase !== null && change.phase !== phase.name) endPhase(change.phase)
    },
  })
  if (outcome.kind !== 'done') throw new Error(outcome.kind === 'failed' ? outcome.message : outcome.kind)
  endRevision(null)
  // kibibytes, whatever the manual of getrusage says elsewhere
  print({ kind: 'done', ms: performance.now() - started, peak: process.resourceUsage().maxRSS * 1024 })
  await db.$disconnect()
}

function spentMs() {
  const { user, system } = process.cpuUsage()
  return { own: (user + system) / 1000, children: childrenMs() }
}

function print(line: BackfillLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
