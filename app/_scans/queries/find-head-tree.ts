import type { Transaction } from '#prisma/client.ts'

/** A tree with something to show, as the head of a page leads into it. */
export interface HeadTree {
  readonly slug: string
  readonly name: string
  /** Whether pushes of it are checked. */
  readonly hasChecks: boolean
}

/** The tree of a slug, or for `null` the only one of the server; `null` where nothing of it is published, or there are several. */
export async function findHeadTree(database: Transaction, slug: string | null): Promise<HeadTree | null> {
  const [tree, another] = await database.$queryRaw<HeadTree[]>`
    select slug, name, github_repository is not null as "hasChecks" from tree
    where (${slug}::text is null or slug = ${slug}) and exists (select from revision where tree_id = tree.id)
    limit 2`
  return another === undefined ? (tree ?? null) : null
}
