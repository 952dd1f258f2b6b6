import type { z } from 'zod'
import { getDatabase } from '#app/_data/database.ts'
import { openRevision, revisionHeaders } from '#app/_data/open-revision.ts'
import { formatEventCursor, parseEventCursor } from '#app/_events/event-order.ts'
import { parseEventsQuery } from '#app/_events/events-query.ts'
import { countAllEvents } from '#app/_events/queries/count-all-events.ts'
import { type ListedEvent, listEvents } from '#app/_events/queries/list-events.ts'
import { listSteps, type Step } from '#app/_events/queries/list-steps.ts'
import { stepsWithin } from '#app/_events/steps-within.ts'
import { answerList } from '#app/_web/api/answer-list.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { answerPreflight } from '#app/_web/api/reading-headers.ts'
import { notUnderstood } from '#app/_web/api/refusal.ts'
import { type eventSchema, listEventsOperation } from './operation.ts'

export const GET = handleOperation(
  listEventsOperation,
  async ({ request, url, params, query: { rev, limit, cursor } }) => {
    const database = getDatabase()
    const { query, problems } = parseEventsQuery(url.searchParams)
    if (problems.length > 0)
      throw notUnderstood(problems.map(({ parameter, message }) => ({ pointer: parameter, detail: message })))
    const place = cursor === undefined ? null : parseEventCursor(cursor)
    if (cursor !== undefined && place === null) throw lostCursor()
    const { tree, revision } = await openRevision(database, params.tree, rev)
    const steps = stepsWithin(await listSteps(database, tree.id, revision.id), query)
    const asked = { ...query, cursor: place === null ? null : { side: 'after' as const, place } }
    const [page, total] = await Promise.all([
      listEvents(database, tree.id, steps, { query: asked, limit }),
      countAllEvents(database, tree.id, steps, query),
    ])
    const byId = new Map(steps.map((step) => [step.revision.id, step]))
    if (place !== null && !byId.has(place.revisionId)) throw lostCursor()
    const items = page.events.flatMap((event) => {
      const step = byId.get(event.revisionId)
      return step === undefined ? [] : [toItem(event, step)]
    })
    const next = page.next === null ? null : formatEventCursor(page.next)
    return answerList(request, { items, next, total }, revisionHeaders(revision))
  },
)

export { answerPreflight as OPTIONS }

const lostCursor = () => notUnderstood([{ pointer: 'cursor', detail: 'cursor: it names no place of this list.' }])

const toItem = (event: ListedEvent, { revision, base }: Step): z.output<typeof eventSchema> => ({
  kind: event.kind,
  revision: revision.name,
  base: base.name,
  committed: revision.committedAt.toISOString(),
  id: event.key,
  path: event.path,
  line: event.line,
  function: event.function,
  api: event.api,
  role: event.role,
  status: event.status,
  was: event.was,
  attribution: event.attribution,
  commit: event.commit,
  subject: event.subject,
  author: event.authorName,
  authored: event.authoredAt?.toISOString() ?? null,
})
