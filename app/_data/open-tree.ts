import { headers } from 'next/headers'
import { notFound, permanentRedirect, redirect } from 'next/navigation'
import { cache } from 'react'
import { addressHeader } from '#app/_web/request-address.ts'
import { overviewPath } from '#app/_web/routes.ts'
import { type PageSearchParams, parseRevisionParameter, toUrlSearchParams } from '#app/_web/search-params.ts'
import { getDatabase } from './database.ts'
import { getRevision, type RevisionDetails } from './get-revision.ts'
import { getTree, type TreeSummary } from './get-tree.ts'

/** What every page of a tree is about. */
export interface TreeContext {
  readonly tree: TreeSummary
  readonly revision: RevisionDetails
  /** As the address asks for it: links of the page ask so too. */
  readonly rev: string | null
  readonly params: URLSearchParams
}

interface TreePageProps {
  readonly params: Promise<{ readonly tree: string }>
  readonly searchParams: PageSearchParams
}

/**
 * Tree and revision of an address. Answers 404 if one of them does not exist, and sends whoever asks for a tree of which nothing is
 * published yet to its overview, which says so. To be awaited before anything is streamed: the status is sent with the first byte.
 */
export async function openTree(props: TreePageProps): Promise<TreeContext> {
  const { tree, revision, rev, params } = await openTreeOverview(props)
  if (revision === null) redirect(overviewPath(tree.slug, { rev: null }))
  return { tree, revision, rev, params }
}

/** Like `openTree`, with `revision: null` where nothing is published yet. */
export async function openTreeOverview({
  params,
  searchParams,
}: TreePageProps): Promise<Omit<TreeContext, 'revision'> & { readonly revision: RevisionDetails | null }> {
  const query = toUrlSearchParams(await searchParams)
  const rev = parseRevisionParameter(query)
  if (rev === 'nonsense') notFound()
  const { tree, revision } = await findTree((await params).tree, rev)
  if (tree === null || (revision === null && rev !== null)) notFound()
  if (tree.slug !== (await params).tree) permanentRedirect(await addressIn(tree.slug))
  return { tree, revision, rev, params: query }
}

/** The address that was asked for, in the tree of another slug. */
async function addressIn(slug: string): Promise<string> {
  const asked = (await headers()).get(addressHeader) ?? '/'
  return `/${slug}${asked.replace(/^\/[^/?]*/, '')}`
}

/** Once a request, however many parts of a page ask. */
const findTree = cache(async (slug: string, rev: string | null) => {
  const database = getDatabase()
  const tree = await getTree(database, decodeSlug(slug))
  return { tree, revision: tree === null ? null : await getRevision(database, tree.id, rev) }
})

/** Next hands over parts of a path as they are written; slugs have nothing to escape, but nonsense may hold a NUL. */
const decodeSlug = (slug: string): string => (/^[a-z\d-]+$/.test(slug) ? slug : '')
