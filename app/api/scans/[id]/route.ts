import { getDatabase } from '#app/_data/database.ts'
import { getScan } from '#app/_scans/queries/get-scan.ts'
import { overviewPath, scanPath } from '#app/_web/routes.ts'
import { parseId } from '#app/_web/search-params.ts'

/** How far a scan is. */
export async function GET(
  _request: Request,
  { params }: { readonly params: Promise<{ id: string }> },
): Promise<Response> {
  const id = parseId((await params).id)
  const scan = id === null ? null : await getScan(getDatabase(), id)
  if (scan === null) return Response.json({ error: 'There is no such scan.' }, { status: 404 })
  const { slug, treeName: _name, ...rest } = scan
  const body = { ...rest, page: scanPath(scan.id), tree: overviewPath(slug, { rev: null }) }
  return Response.json(body, { headers: { 'cache-control': 'no-store' } })
}
