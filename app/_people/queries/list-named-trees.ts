import type { Transaction } from '#prisma/client.ts'

export interface NamedTree {
  readonly id: number
  readonly slug: string
  readonly name: string
}

/** Trees that have something to show, by name. */
export const listNamedTrees = (database: Transaction): Promise<readonly NamedTree[]> =>
  database.tree.findMany({
    where: { revisions: { some: {} } },
    orderBy: { name: 'asc' },
    select: { id: true, slug: true, name: true },
  })
