import type { z } from 'zod'
import { getDatabase } from '#app/_data/database.ts'
import { findSubsystem } from '#app/_data/find-subsystem.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { getMaintainer } from '#app/_owners/queries/get-maintainer.ts'
import { forecast } from '#app/_trend/forecast.ts'
import { loadTrend } from '#app/_trend/queries/load-trend.ts'
import type { TrendOwner, TrendPoint } from '#app/_trend/trend-point.ts'
import { answerJson } from '#app/_web/api/answer-text.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { pageOf } from '#app/_web/api/page-of.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { notThere } from '#app/_web/api/refusal.ts'
import { toProgress } from '../../../progress-schema.ts'
import { getTrendOperation, type trendPointSchema } from './operation.ts'

export const GET = handleOperation(getTrendOperation, async ({ request, params, query }) => {
  const database = getDatabase()
  const { tree, revision } = await openRevision(database, params.tree, query.rev)
  const { owner, name } = await findOwner(query.owner)
  const { points } = await loadTrend(database, revision, { treeId: tree.id, owner })
  const { items, next, total } = pageOf(points, ({ id }) => String(id), query)
  const body = { items: items.map(toItem), next, total, owner: name, forecast: foretell(points, query.over) }
  return answerJson(request, body, revisionHeaders(revision))

  async function findOwner(asked: string): Promise<{ readonly owner: TrendOwner; readonly name: string }> {
    if (asked === '' || asked === 'tree') return { owner: { kind: 'tree' }, name: 'tree' }
    if (asked.includes('@')) {
      const person = await getMaintainer(database, tree.id, revision, asked.toLowerCase())
      if (person !== null) return { owner: { kind: 'maintainer', email: person.email }, name: person.email }
    }
    const section = await findSubsystem(database, tree.id, asked)
    if (section !== null) return { owner: { kind: 'subsystem', slug: section.slug }, name: section.title }
    throw notThere(
      `Nobody and no section of MAINTAINERS with a site is named ${JSON.stringify(asked)} in ${tree.name}.`,
    )
  }
})

export { answerPreflight as OPTIONS }

const toItem = ({
  name,
  label,
  committedAt,
  isFork,
  progress,
  flow,
}: TrendPoint): z.output<typeof trendPointSchema> => ({
  name,
  label,
  committed: committedAt.toISOString(),
  fork: isFork,
  progress: toProgress(progress),
  flow,
})

function foretell(points: readonly TrendPoint[], over: number) {
  const result = forecast(points, over)
  if (result.kind !== 'rate') return null
  const { rate, end } = result
  return { perDay: rate.perDay, steps: rate.steps, early: end.early, middle: end.middle, late: end.late }
}
