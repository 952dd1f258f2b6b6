import type { Database } from '#prisma/client.ts'
import { requestScan, type ScanRequest } from '#prisma/request-scan.ts'
import { runScan, type ScanOutcome } from '#scanner/jobs/run-scan.ts'
import { type ClaimedScan, claimScan } from '#scanner/store/claim-scan.ts'
import { makeFolder } from './make-repository.ts'
import { whenFileEnds } from './when-file-ends.ts'

export type TestWish = Pick<ScanRequest, 'source'> & Partial<ScanRequest>

/** Asks for a scan and claims it. */
export async function claimWish(db: Database, wish: TestWish): Promise<ClaimedScan> {
  const { scanId } = await requestScan(db, { revisions: [], tags: [], ...wish })
  const outcome = await claimScan(db, scanId)
  if (outcome.kind !== 'claimed') throw new Error(`scan ${scanId} cannot be claimed: ${outcome.kind}`)
  return outcome.scan
}

let home: string | null = null

/** Asks for a scan and runs it to its end. */
export async function runWish(db: Database, wish: TestWish): Promise<ScanOutcome> {
  if (home === null) {
    home = makeFolder()
    whenFileEnds(() => {
      home = null
    })
  }
  const signal = new AbortController().signal
  return runScan(db, await claimWish(db, wish), { home, workerEntry: null, signal })
}

export interface ListedLine {
  /** Labels, oldest first. */
  readonly revisions: readonly string[]
  readonly forkedFrom: string | null
}

/** Lines of all trees by their first label. */
export async function listLabels(db: Database): Promise<readonly ListedLine[]> {
  const lines = await db.line.findMany({
    select: {
      forkedFrom: { select: { label: true } },
      revisions: { select: { label: true }, orderBy: { ordinal: 'asc' } },
    },
  })
  return lines
    .map(({ forkedFrom, revisions }) => ({
      revisions: revisions.map(({ label }) => label),
      forkedFrom: forkedFrom?.label ?? null,
    }))
    .sort((a, b) => ((a.revisions[0] ?? '') < (b.revisions[0] ?? '') ? -1 : 1))
}
