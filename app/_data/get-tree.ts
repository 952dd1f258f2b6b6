import type { Transaction } from '#prisma/client.ts'

export interface TreeSummary {
  readonly id: number
  readonly slug: string
  readonly name: string
  /** Absolute path, URL, or `demo`. */
  readonly source: string
}

export async function getTree(database: Transaction, slug: string): Promise<TreeSummary | null> {
  return database.tree.findUnique({ where: { slug }, select: { id: true, slug: true, name: true, source: true } })
}
