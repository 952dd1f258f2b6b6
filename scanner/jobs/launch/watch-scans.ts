import { setTimeout as delay } from 'node:timers/promises'
import { listScanStates, type ScanState } from '#scanner/store/list-scan-states.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { summarizeTree, type TreeSummary } from '#scanner/store/summarize-tree.ts'

export interface ScanWatcher {
  /** The scan that is told of now; `null`: none runs. */
  onProgress(scan: ScanState | null): void
  /** One of them ended. */
  onEnd(scan: ScanState, summary: TreeSummary | null): void
}

const busyMs = 300
const idleMs = 1500

/** Looks where scans are, until told to stop: those asked for here, and every other that runs. A database that is away is waited for. */
export async function watchScans(
  db: () => Store,
  asked: readonly number[],
  watcher: ScanWatcher,
  signal: AbortSignal,
): Promise<void> {
  const open = new Set(asked)
  while (!signal.aborted) {
    let isBusy = true
    try {
      const scans = await listScanStates(db(), [...open])
      for (const scan of scans) open.add(scan.id)
      const active = scans.filter(({ state }) => state === 'running' || state === 'queued')
      watcher.onProgress(active.find(({ state }) => state === 'running') ?? active[0] ?? null)
      for (const scan of scans) {
        if (active.includes(scan)) continue
        const summary = scan.state === 'done' ? await summarizeTree(db(), scan.slug) : null
        open.delete(scan.id)
        watcher.onEnd(scan, summary)
      }
      isBusy = active.length > 0
    } catch {
      // whoever keeps the database says what is wrong with it
    }
    await delay(isBusy ? busyMs : idleMs, undefined, { signal }).catch(() => {})
  }
}
