import { getDatabase } from '#app/_data/database.ts'
import { listOpenLines } from '#app/_scans/queries/list-open-lines.ts'
import { ScanTicker } from './scan-ticker.tsx'

/** The line at the foot of every page; without a script it says how far scans were when the page was made. */
export async function OpenScans() {
  // a page that says that the database is away has no use for it
  const lines = await listOpenLines(getDatabase()).catch(() => [])
  return <ScanTicker initial={lines} />
}
