import { notThere } from '#app/_web/api/refusal.ts'
import { parseRevisionParameter } from '#app/_web/search-params.ts'
import type { Transaction } from '#prisma/client.ts'
import { getRevision, type RevisionDetails } from './get-revision.ts'
import { getTree, type TreeSummary } from './get-tree.ts'

/** The tree of a slug; refuses one that is not there, as the API does. */
export async function openTreeOf(database: Transaction, slug: string): Promise<TreeSummary> {
  const tree = await getTree(database, slug)
  if (tree === null) throw notThere(`There is no tree ${JSON.stringify(slug)}; /api/v1/trees lists those there are.`)
  return tree
}

/** Tree and revision of an address of the API, by the label or commit that it asks for, else the newest one. */
export async function openRevision(
  database: Transaction,
  slug: string,
  rev: string | undefined,
): Promise<{ readonly tree: TreeSummary; readonly revision: RevisionDetails }> {
  const tree = await openTreeOf(database, slug)
  const revision = await getRevision(database, tree.id, rev === undefined || rev === '' ? null : rev)
  if (revision !== null) return { tree, revision }
  throw notThere(
    rev === undefined || rev === ''
      ? `No revision of ${tree.name} is published yet.`
      : `No published revision of ${tree.name} is named ${JSON.stringify(rev)}; its list of revisions has the names.`,
  )
}

/** The same for addresses of feeds and pictures, with `rev` among the parameters; `null` for whatever is not there. */
export async function openRevisionOrNull(
  database: Transaction,
  slug: string,
  params: URLSearchParams,
): Promise<{ readonly tree: TreeSummary; readonly revision: RevisionDetails } | null> {
  const rev = parseRevisionParameter(params)
  if (rev === 'nonsense' || !/^[a-z\d-]+$/.test(slug)) return null
  const tree = await getTree(database, slug)
  const revision = tree === null ? null : await getRevision(database, tree.id, rev)
  return tree === null || revision === null ? null : { tree, revision }
}

/** What an answer about a revision says of it beside its body. */
export const revisionHeaders = ({ commit }: RevisionDetails): Readonly<Record<string, string>> => ({
  'pinwatch-revision': commit,
})
