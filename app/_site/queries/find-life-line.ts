import { cache } from 'react'
import { getDatabase } from '#app/_data/database.ts'
import { composeLifeLine } from '#app/_site/compose-life-line.ts'
import { getSiteHistory } from './get-site-history.ts'

/** The states of a site over a line. Once a request, however many parts of a page ask. */
export const findLifeLine = cache(async (treeId: number, lineId: number, siteId: number) => {
  const { revisions, spans, events } = await getSiteHistory(getDatabase(), treeId, lineId, siteId)
  return composeLifeLine(revisions, spans, events)
})
