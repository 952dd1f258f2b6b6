import { getRevision, type RevisionDetails } from '#app/_data/get-revision.ts'
import { getTree, type TreeSummary } from '#app/_data/get-tree.ts'
import { notFound } from '#app/_people/refusal.ts'
import type { Transaction } from '#prisma/client.ts'

/** What people do is done to the newest revision of a tree. Refuses where there is none. */
export async function openNewest(
  database: Transaction,
  slug: string,
): Promise<{ readonly tree: TreeSummary; readonly revision: RevisionDetails }> {
  const tree = /^[a-z\d-]+$/.test(slug) ? await getTree(database, slug) : null
  if (tree === null) throw notFound('There is no such tree.')
  const revision = await getRevision(database, tree.id, null)
  if (revision === null) throw notFound('No revision of this tree is scanned yet.')
  return { tree, revision }
}
