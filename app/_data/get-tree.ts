import type { Transaction } from '#prisma/client.ts'

export interface TreeSummary {
  readonly id: number
  readonly slug: string
  readonly name: string
  /** Absolute path, URL, or `demo`. */
  readonly source: string
  /** `owner/name` on GitHub, whose pushes are checked. */
  readonly githubRepository: string | null
  /** Where its sources are read, as `parseSourceUrl` takes it; `null`: where they are known to be. */
  readonly sourceUrl: string | null
}

const columns = { id: true, slug: true, name: true, source: true, githubRepository: true, sourceUrl: true } as const

/** The tree of a slug, or of one that it had before: then its own says where it is now. */
export async function getTree(database: Transaction, slug: string): Promise<TreeSummary | null> {
  const tree = await database.tree.findUnique({ where: { slug }, select: columns })
  if (tree !== null) return tree
  const former = await database.formerSlug.findUnique({ where: { slug }, select: { tree: { select: columns } } })
  return former?.tree ?? null
}
