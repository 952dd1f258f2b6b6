import type { RevisionDetails } from '#app/_data/get-revision.ts'
import { type FoundGroup, type SearchEntry, searchIndex } from '#app/_search/search-index.ts'
import type { Transaction } from '#prisma/client.ts'
import { loadSearchIndex } from './load-search-index.ts'

/** What fits of a revision, and of the revisions of the tree, of which new ones come. */
export async function searchTree(
  database: Transaction,
  { treeId, revision }: { readonly treeId: number; readonly revision: RevisionDetails },
  { text, perKind }: { readonly text: string; readonly perKind: number },
): Promise<readonly FoundGroup[]> {
  const [index, revisions] = await Promise.all([loadSearchIndex(revision), listRevisionEntries(database, treeId)])
  return searchIndex([...index, ...revisions], text, perKind)
}

async function listRevisionEntries(database: Transaction, treeId: number): Promise<readonly SearchEntry[]> {
  const rows = await database.$queryRaw<{ name: string; commit: string; subject: string }[]>`
    select case when count(*) over (partition by label) > 1 then left(commit, 12) else label end as name, commit, subject
    from revision where tree_id = ${treeId}
    order by committed_at desc, id desc`
  return rows.map(({ name, commit, subject }) => ({
    target: { kind: 'revision', name, subject },
    name: name.toLowerCase(),
    more: `${commit} ${subject.toLowerCase()}`,
  }))
}
