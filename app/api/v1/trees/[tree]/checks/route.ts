import { getDatabase } from '#app/_data/database.ts'
import { openTreeOf } from '#app/_data/open-revision.ts'
import { countChecks, listChecks } from '#app/_gate/queries/list-checks.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { notUnderstood } from '#app/_web/api/refusal.ts'
import { parseId } from '#app/_web/search-params.ts'
import { listChecksOperation } from './operation.ts'
import { toCheckItem } from './to-check-item.ts'

export const GET = handleOperation(listChecksOperation, async ({ request, params, query }) => {
  const database = getDatabase()
  const tree = await openTreeOf(database, params.tree)
  const { limit, cursor, branch = null } = query
  const before = cursor === undefined ? null : parseId(cursor)
  if (cursor !== undefined && before === null)
    throw notUnderstood([{ pointer: 'cursor', detail: 'cursor: it names no place of this list.' }])
  const { checks, next } = await listChecks(database, tree.id, { branch, before, limit })
  const total = await countChecks(database, tree.id, branch)
  return answerList(request, { items: checks.map(toCheckItem), next: next === null ? null : String(next), total })
})

export { answerPreflight as OPTIONS }
