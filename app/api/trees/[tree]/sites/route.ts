import { getDatabase } from '#app/_data/database.ts'
import { findSubsystem } from '#app/_data/find-subsystem.ts'
import { getRevision } from '#app/_data/get-revision.ts'
import { getTree } from '#app/_data/get-tree.ts'
import { chosenValues, filterParameters, parseSiteFilter } from '#app/_data/site-filter.ts'
import { listSiteRows } from '#app/_sites/queries/list-site-rows.ts'
import { parseRevisionParameter } from '#app/_web/search-params.ts'
import { streamLines } from '#app/_web/stream-lines.ts'
import { formatRow } from '#scanner/model/format-row.ts'

interface SitesRouteContext {
  readonly params: Promise<{ readonly tree: string }>
}

const parameters: readonly string[] = [...filterParameters, 'all', 'rev']

/**
 * The rows of the site list, one JSON object a line, as `pinwatch sites --format ndjson` prints them (public/schema/site-v1.json). Takes
 * the filters of the page. A script shall not take the answer to another question for its own: what cannot be understood is 400.
 */
export async function GET(request: Request, { params }: SitesRouteContext): Promise<Response> {
  const query = new URL(request.url).searchParams
  const unknown = [...query.keys()].find((name) => !parameters.includes(name))
  if (unknown !== undefined)
    return refuse(400, unknown, `There is no such parameter; there are ${parameters.join(', ')}.`)
  const { filter, problems } = parseSiteFilter(query)
  const [problem] = problems
  if (problem !== undefined) return refuse(400, problem.parameter, problem.message)
  const rev = parseRevisionParameter(query)
  if (rev === 'nonsense') return refuse(400, 'rev', 'It is the label of a scanned revision, or a commit.')

  const database = getDatabase()
  const { tree: slug } = await params
  const tree = /^[a-z\d-]+$/.test(slug) ? await getTree(database, slug) : null
  if (tree === null) return refuse(404, 'tree', 'There is no such tree.')
  const revision = await getRevision(database, tree.id, rev)
  if (revision === null) return refuse(404, 'rev', 'No such revision of this tree is scanned.')
  for (const name of chosenValues(filter, 'subsystem'))
    if ((await findSubsystem(database, tree.id, name)) === null)
      return refuse(400, 'subsystem', 'No section of MAINTAINERS with a site has this title.')

  const rows = await listSiteRows(database, revision, filter)
  return new Response(streamLines(rows, formatRow), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'pinwatch-revision': revision.commit,
      'cache-control': 'no-store',
    },
  })
}

/** What is wrong, as every refusal of the API says it, and with which parameter. */
function refuse(status: number, parameter: string, message: string): Response {
  return Response.json({ error: message, parameter }, { status, headers: { 'cache-control': 'no-store' } })
}
