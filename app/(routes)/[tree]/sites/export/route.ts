import { getDatabase } from '#app/_data/database.ts'
import { getRevision } from '#app/_data/get-revision.ts'
import { getTree } from '#app/_data/get-tree.ts'
import { filterParams, parseSiteFilter } from '#app/_data/site-filter.ts'
import { listSiteItems } from '#app/_people/queries/list-site-items.ts'
import { exportFormats, exportTypes } from '#app/_sites/export-formats.ts'
import { formatExport } from '#app/_sites/format-export.ts'
import { listRowPage } from '#app/_sites/queries/list-site-rows.ts'
import { baseUrl } from '#app/_web/base-url.ts'
import { formatCount } from '#app/_web/format.ts'
import { sitesPath } from '#app/_web/routes.ts'
import { parseRevisionParameter } from '#app/_web/search-params.ts'

interface ExportContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** The list of an address as a file, with claims and judgements: all that fit its filter, or of these the ones that `site=` names. */
export async function GET(request: Request, { params }: ExportContext): Promise<Response> {
  const query = new URL(request.url).searchParams
  const { filter, problems } = parseSiteFilter(query)
  const [problem] = problems
  if (problem !== undefined) return refuse(400, `${problem.parameter}: ${problem.message}`)
  const asked = query.getAll('format').at(-1) ?? 'text'
  const format = exportFormats.find((name) => name === asked)
  if (format === undefined) return refuse(400, `format: there are ${exportFormats.join(', ')}.`)
  const rev = parseRevisionParameter(query)
  if (rev === 'nonsense') return refuse(400, 'rev: it is the label of a scanned revision, or a commit.')
  const { tree: slug } = await params
  const database = getDatabase()
  const tree = /^[a-z\d-]+$/.test(slug) ? await getTree(database, slug) : null
  const revision = tree === null ? null : await getRevision(database, tree.id, rev)
  if (tree === null || revision === null) return refuse(404, 'There is no such tree or revision.')
  const keys = new Set(query.has('all-matching') ? [] : query.getAll('site'))
  const { rows } = await listRowPage(database, revision, filter)
  const chosen = rows.filter(({ row }) => keys.size === 0 || keys.has(row.id))
  const items = await listSiteItems(database, { treeId: tree.id, revision }, chosen)
  const head = {
    title: `${tree.name} ${revision.label}: ${formatCount(items.length, 'call')} of get_user_pages() and relatives`,
    url: baseUrl(request.headers) + sitesPath(tree.slug, { rev: rev ?? revision.label }, filterParams(filter)),
  }
  return new Response(formatExport(format, items, head), {
    headers: {
      'content-type': exportTypes[format],
      'pinwatch-revision': revision.commit,
      'cache-control': 'no-store',
      ...(format === 'text' ? {} : { 'content-disposition': `attachment; filename="${tree.slug}.${format}"` }),
    },
  })
}

const refuse = (status: number, message: string): Response =>
  new Response(`${message}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
