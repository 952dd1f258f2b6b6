import type { Store } from '#scanner/store/open-store.ts'
import { reportProgress, type ScanProgress } from '#scanner/store/report-progress.ts'
import { ClaimLostError, type ScanClaim } from '#scanner/store/scan-claim.ts'
import { isPassing } from './scan-trouble.ts'

/** Pages poll: more often than this nobody sees. */
const intervalMs = 500
/** A scan that is silent for a minute counts as gone (`list-open-scans.ts`), and git may be silent for longer. */
const signOfLifeMs = 10_000

export interface ScanReporter {
  /** What changed; the rest stays. */
  update(change: Partial<ScanProgress>): void
  /** Writes what is left and ends reporting: nothing is written after it. */
  stop(): Promise<void>
}

/** Writes a scan's progress to the database, at most twice a second and at least every few seconds. `onLost` hears that the claim is gone. */
export function reportScan(db: Store, claim: ScanClaim, onLost: (reason: ClaimLostError) => void): ScanReporter {
  let state: ScanProgress = {
    ...{ phase: 'reading', label: null, revisionsDone: 0, revisionsAll: null, progress: null },
    files: null,
  }
  let changed = false
  let writtenAt = 0
  let writing: Promise<void> = Promise.resolve()
  let isWriting = false

  const write = () => {
    isWriting = true
    changed = false
    writtenAt = Date.now()
    writing = reportProgress(db, claim, state)
      .then((held) => {
        if (!held) onLost(new ClaimLostError(claim))
      })
      .catch((error: unknown) => {
        // the scan's own writes will meet it too, and tell
        if (!isPassing(error)) changed = true
      })
      .finally(() => {
        isWriting = false
      })
  }
  const timer = setInterval(() => {
    if (!isWriting && (changed || Date.now() - writtenAt >= signOfLifeMs)) write()
  }, intervalMs)
  timer.unref()

  return {
    update(change) {
      state = { ...state, ...change }
      changed = true
      if (!isWriting && Date.now() - writtenAt >= intervalMs) write()
    },
    async stop() {
      clearInterval(timer)
      await writing
      if (changed) write()
      await writing
    },
  }
}
