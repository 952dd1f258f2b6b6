import { getDatabase } from '#app/_data/database.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { readSiteFilter } from '#app/_data/read-site-filter.ts'
import { remember } from '#app/_data/remember.ts'
import { chosenValues, filterParams, isLasting } from '#app/_data/site-filter.ts'
import { findUnknownSection } from '#app/_owners/queries/find-unknown-section.ts'
import { listSiteItems } from '#app/_people/queries/list-site-items.ts'
import { listRowPage } from '#app/_sites/queries/list-site-rows.ts'
import { formatCursor, parseCursor } from '#app/_sites/site-order.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { answerText } from '#app/_web/api/answer-text.ts'
import { chooseType } from '#app/_web/api/choose-type.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { notUnderstood } from '#app/_web/api/refusal.ts'
import { formatItemsCsv } from '#scanner/model/format-csv.ts'
import { listSitesOperation } from './operation.ts'

const types = { json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv' } as const

export const GET = handleOperation(listSitesOperation, async ({ request, url, params, query }) => {
  const database = getDatabase()
  const filter = readSiteFilter(url.searchParams)
  const { tree, revision } = await openRevision(database, params.tree, query.rev)
  const unknown = await findUnknownSection(database, tree.id, chosenValues(filter, 'subsystem'))
  if (unknown !== null) {
    const detail = `subsystem: no section of MAINTAINERS with a site has the title ${JSON.stringify(unknown)}.`
    throw notUnderstood([{ pointer: 'subsystem', detail }])
  }
  const place = { treeId: tree.id, revision }
  const headers = revisionHeaders(revision)
  const asked = query.format === undefined ? request.headers.get('accept') : types[query.format]
  const type = chooseType(asked, [types.json, types.ndjson, types.csv])
  if (type === types.json) {
    const after = query.cursor === undefined ? null : parseCursor('path', query.cursor)
    if (query.cursor !== undefined && after === null)
      throw notUnderstood([{ pointer: 'cursor', detail: 'cursor: it names no place of this list.' }])
    const ask = () => listRowPage(database, revision, filter, { after, limit: query.limit })
    const key = ['rows', filterParams(filter).toString(), after, query.limit]
    const { rows, next, total } = await (isLasting(filter) ? remember(revision, key, ask) : ask())
    const items = await listSiteItems(database, place, rows)
    return answerList(request, { items, next: next === null ? null : formatCursor('path', next), total }, headers)
  }
  const items = await listSiteItems(database, place, (await listRowPage(database, revision, filter)).rows)
  const lines = type === types.csv ? [formatItemsCsv(items)] : items.map((item) => `${JSON.stringify(item)}\n`)
  return answerText(request, lines, { type, headers })
})

export { answerPreflight as OPTIONS }
