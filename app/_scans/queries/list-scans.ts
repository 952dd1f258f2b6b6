import type { Transaction } from '#prisma/client.ts'
import { type ListedScan, scanColumns } from './scan-columns.ts'

export interface ScanPage {
  readonly scans: readonly ListedScan[]
  /** To ask for older ones with; `null` at the end. */
  readonly next: number | null
}

/** Scans from the newest on, or from the one before `before` on. */
export async function listScans(
  database: Transaction,
  { before = null, limit = 50 }: { readonly before?: number | null; readonly limit?: number } = {},
): Promise<ScanPage> {
  const rows = await database.$queryRaw<ListedScan[]>`
    select ${scanColumns} from scan join tree on tree.id = scan.tree_id
    where ${before}::int is null or scan.id < ${before}::int
    order by scan.id desc limit ${limit + 1}`
  const scans = rows.slice(0, limit)
  return { scans, next: rows.length > limit ? (scans.at(-1)?.id ?? null) : null }
}
