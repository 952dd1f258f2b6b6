import type { z } from 'zod'
import { getDatabase } from '#app/_data/database.ts'
import { countJudgedStays, countStays, type JudgedCount } from '#app/_data/list-judged-stays.ts'
import { openTreeOf } from '#app/_data/open-revision.ts'
import { listPublished, type PublishedRevision } from '#app/_scans/queries/list-published.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { pageOf } from '#app/_web/api/page-of.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { toProgress } from '../../../progress-schema.ts'
import { toStays } from '../../../stays-schema.ts'
import { listRevisionsOperation, type revisionSchema } from './operation.ts'

export const GET = handleOperation(listRevisionsOperation, async ({ request, params, query }) => {
  const database = getDatabase()
  const tree = await openTreeOf(database, params.tree)
  const [revisions, judged] = await Promise.all([listPublished(database, tree.id), countJudgedStays(database, tree.id)])
  const { items, ...part } = pageOf(revisions, ({ commit }) => commit, query)
  return answerList(request, {
    ...part,
    items: items.map((item) => toItem(item, judged.get(item.id) ?? countStays([]))),
  })
})

export { answerPreflight as OPTIONS }

const toItem = (revision: PublishedRevision, judged: JudgedCount): z.output<typeof revisionSchema> => ({
  name: revision.name,
  label: revision.label,
  commit: revision.commit,
  subject: revision.subject,
  committed: revision.committedAt.toISOString(),
  published: revision.publishedAt.toISOString(),
  line: revision.lineId,
  forked: revision.forkLabel,
  reachable: revision.isReachable,
  progress: toProgress(revision),
  stays: toStays(revision, judged),
  coverage: revision.coverage,
  notices: [...revision.notices],
})
