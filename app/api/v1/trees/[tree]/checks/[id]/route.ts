import { getDatabase } from '#app/_data/database.ts'
import { openTreeOf } from '#app/_data/open-revision.ts'
import { getCheck } from '#app/_gate/queries/get-check.ts'
import { answerJson } from '#app/_web/api/answer-text.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { notThere } from '#app/_web/api/refusal.ts'
import { parseId } from '#app/_web/search-params.ts'
import { toCheckItem } from '../to-check-item.ts'
import { getCheckOperation } from './operation.ts'

export const GET = handleOperation(getCheckOperation, async ({ request, params }) => {
  const database = getDatabase()
  const tree = await openTreeOf(database, params.tree)
  const id = parseId(params.id)
  const check = id === null ? null : await getCheck(database, tree.id, id)
  if (check === null) throw notThere('The tree has no such check.')
  return answerJson(request, { ...toCheckItem(check), report: check.report })
})

export { answerPreflight as OPTIONS }
