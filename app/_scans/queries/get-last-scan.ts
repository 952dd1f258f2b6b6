import type { Transaction } from '#prisma/client.ts'

/** The newest scan of a tree. */
export async function getLastScan(
  database: Transaction,
  treeId: number,
): Promise<{ readonly id: number; readonly state: string } | null> {
  return database.scan.findFirst({ where: { treeId }, orderBy: { id: 'desc' }, select: { id: true, state: true } })
}
