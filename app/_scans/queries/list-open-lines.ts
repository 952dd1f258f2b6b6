import { type ScanLine, toScanLine } from '#app/_scans/scan-line.ts'
import type { Transaction } from '#prisma/client.ts'
import { type ListedScan, scanColumns } from './scan-columns.ts'

/** More than one reads about at a time. */
const linesMax = 3

/** Scans that run, then those that wait, each in one line; the oldest first. */
export async function listOpenLines(database: Transaction): Promise<readonly ScanLine[]> {
  const scans = await database.$queryRaw<ListedScan[]>`
    select ${scanColumns} from scan join tree on tree.id = scan.tree_id
    where scan.state in ('queued', 'running')
    order by scan.state = 'queued', scan.id limit ${linesMax}`
  const now = new Date()
  return scans.map((scan) => toScanLine(scan, now))
}
