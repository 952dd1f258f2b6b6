import { dayRange, type EventsQuery } from './events-query.ts'
import type { Step } from './queries/list-steps.ts'

/** Steps that ended within the days that are asked for. */
export function stepsWithin(steps: readonly Step[], { since, until }: EventsQuery): readonly Step[] {
  const from = since === null ? Number.NEGATIVE_INFINITY : (dayRange(since)?.from ?? Number.NEGATIVE_INFINITY)
  const to = until === null ? Number.POSITIVE_INFINITY : (dayRange(until)?.to ?? Number.POSITIVE_INFINITY)
  return steps.filter(({ revision: { committedAt } }) => committedAt.getTime() >= from && committedAt.getTime() < to)
}
