import { getDatabase } from '#app/_data/database.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { searchTree } from '#app/_search/queries/search-tree.ts'
import { describeTarget } from '#app/_search/target-words.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { searchOperation } from './operation.ts'

export const GET = handleOperation(searchOperation, async ({ request, params, query: { q = '', rev, limit } }) => {
  const database = getDatabase()
  const { tree, revision } = await openRevision(database, params.tree, rev)
  const groups = await searchTree(database, { treeId: tree.id, revision }, { text: q, perKind: limit })
  const place = { slug: tree.slug, rev: rev === undefined || rev === '' ? null : rev }
  const items = groups.flatMap(({ targets }) => targets.map((target) => describeTarget(target, place)))
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  return answerList(request, { items, next: null, total }, revisionHeaders(revision))
})

export { answerPreflight as OPTIONS }
