import { getDatabase } from '#app/_data/database.ts'
import { countStays, listJudgedStays } from '#app/_data/list-judged-stays.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { loadSubsystems } from '#app/_owners/queries/load-owners.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { holdsWords } from '#app/_web/api/holds-words.ts'
import { pageOf } from '#app/_web/api/page-of.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { toProgress } from '../../../progress-schema.ts'
import { toStays } from '../../../stays-schema.ts'
import { listSubsystemsOperation } from './operation.ts'

export const GET = handleOperation(listSubsystemsOperation, async ({ request, params, query }) => {
  const database = getDatabase()
  const { revision } = await openRevision(database, params.tree, query.rev)
  const [all, judged] = await Promise.all([loadSubsystems(database, revision), listJudgedStays(database, revision)])
  const judgedIn = (slug: string) => countStays(judged.filter(({ subsystems }) => subsystems.includes(slug)))
  const found = all.filter(({ title, people }) =>
    holdsWords(query.q, [title, ...people.flatMap(({ name, email }) => [name, email])]),
  )
  const { items, ...part } = pageOf(found, ({ slug }) => slug, query)
  const sections = items.map(({ title, slug, support, sites, people, ...progress }) => ({
    title,
    slug,
    support,
    sites,
    progress: toProgress(progress),
    stays: toStays(progress, judgedIn(slug)),
    people,
  }))
  return answerList(request, { ...part, items: sections }, revisionHeaders(revision))
})

export { answerPreflight as OPTIONS }
