import { newestRevision } from '#app/_data/newest-revision.ts'
import type { Transaction } from '#prisma/client.ts'

/** A tree with its newest revision and its newest scan, either of which may be missing. */
export interface ListedTree {
  readonly slug: string
  readonly name: string
  readonly source: string
  readonly label: string | null
  readonly committedAt: Date | null
  readonly publishedAt: Date | null
  readonly revisions: number
  readonly scanId: number | null
  readonly scanState: string | null
}

/** Every tree by name. */
export async function listTrees(database: Transaction): Promise<readonly ListedTree[]> {
  return database.$queryRaw<ListedTree[]>`
    select
      tree.slug, tree.name, tree.source, newest.label, newest.committed_at as "committedAt",
      newest.published_at as "publishedAt",
      (select count(*)::int from revision where revision.tree_id = tree.id) as revisions,
      last_scan.id as "scanId", last_scan.state as "scanState"
    from tree
    left join lateral ${newestRevision} newest on true
    left join lateral (
      select id, state from scan where scan.tree_id = tree.id order by id desc limit 1
    ) last_scan on true
    order by lower(tree.name), tree.id`
}
