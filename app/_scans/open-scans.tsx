import { getDatabase } from '#app/_data/database.ts'
import { listOpenLines } from '#app/_scans/queries/list-open-lines.ts'
import type { ScanLine } from './scan-line.ts'
import { ScanTicker } from './scan-ticker.tsx'

/** The line at the foot of every page; without a script it says how far scans were when the page was made. */
export async function OpenScans() {
  return <ScanTicker initial={await listOrNone()} />
}

/** A page that says that the database is away has no use for it. */
async function listOrNone(): Promise<readonly ScanLine[]> {
  try {
    return await listOpenLines(getDatabase())
  } catch {
    return []
  }
}
