import { getDatabase } from '#app/_data/database.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { readSiteFilter } from '#app/_data/read-site-filter.ts'
import { remember } from '#app/_data/remember.ts'
import { filterParams, isLasting } from '#app/_data/site-filter.ts'
import { listFacets } from '#app/_sites/queries/list-facets.ts'
import { answerJson } from '#app/_web/api/answer-text.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { listFacetsOperation } from './operation.ts'

export const GET = handleOperation(listFacetsOperation, async ({ request, url, params, query }) => {
  const database = getDatabase()
  const filter = readSiteFilter(url.searchParams)
  const { revision } = await openRevision(database, params.tree, query.rev)
  const ask = () => listFacets(database, revision, filter)
  const facets = await (isLasting(filter)
    ? remember(revision, ['facets', filterParams(filter).toString()], ask)
    : ask())
  return answerJson(request, { facets }, revisionHeaders(revision))
})

export { answerPreflight as OPTIONS }
