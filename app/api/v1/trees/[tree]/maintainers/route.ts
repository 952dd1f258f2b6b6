import { getDatabase } from '#app/_data/database.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { loadMaintainers } from '#app/_owners/queries/load-owners.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { holdsWords } from '#app/_web/api/holds-words.ts'
import { pageOf } from '#app/_web/api/page-of.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { toProgress } from '../../../progress-schema.ts'
import { listMaintainersOperation } from './operation.ts'

export const GET = handleOperation(listMaintainersOperation, async ({ request, params, query }) => {
  const database = getDatabase()
  const { revision } = await openRevision(database, params.tree, query.rev)
  const all = await loadMaintainers(database, revision, query.role ?? null)
  const found = all.filter(({ name, email }) => holdsWords(query.q, [name, email]))
  const { items, ...part } = pageOf(found, ({ email }) => email, query)
  const people = items.map(({ name, email, roles, subsystems, sites, ...progress }) => ({
    name,
    email,
    roles,
    subsystems,
    sites,
    progress: toProgress(progress),
  }))
  return answerList(request, { ...part, items: people }, revisionHeaders(revision))
})

export { answerPreflight as OPTIONS }
