import type { Transaction } from '#prisma/client.ts'
import { type ListedScan, scanColumns } from './scan-columns.ts'

export async function getScan(database: Transaction, id: number): Promise<ListedScan | null> {
  const rows = await database.$queryRaw<ListedScan[]>`
    select ${scanColumns} from scan join tree on tree.id = scan.tree_id where scan.id = ${id}`
  return rows[0] ?? null
}
