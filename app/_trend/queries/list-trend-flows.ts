import { type Flow, flowKinds } from '#app/_trend/trend-point.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { personCondition, subsystemCondition, type TrendScope } from './trend-conditions.ts'

export interface StepFlow {
  readonly flow: Flow
  /** Acquires with an event of any kind but a move. */
  readonly changed: number
}

/**
 * What the step to each of some revisions brought to the acquires of an owner that remain, and took from them. What appears or goes without
 * being something to convert is no part of the flow.
 */
export async function listTrendFlows(
  database: Transaction,
  scope: TrendScope,
  revisionIds: readonly number[],
): Promise<ReadonlyMap<number, StepFlow>> {
  const columns = flowKinds.map((kind) => {
    const counts =
      kind === 'appeared' || kind === 'gone'
        ? Prisma.sql`kind = ${kind} and status in ('unconverted', 'mismatched', 'unknown')`
        : Prisma.sql`kind = ${kind}`
    return Prisma.sql`coalesce(sum(sites) filter (where ${counts}), 0)::int as ${Prisma.raw(kind)}`
  })
  const rows = await database.$queryRaw<(Flow & { readonly revisionId: number; readonly changed: number })[]>`
    select revision_id as "revisionId", sum(sites)::int as changed, ${Prisma.join(columns)}
    from event_count
    where revision_id = any(${[...revisionIds]}::int[]) and role = 'acquire' and ${ownerCondition(scope)}
    group by revision_id`
  return new Map(rows.map(({ revisionId, changed, ...flow }) => [revisionId, { flow, changed }]))
}

function ownerCondition(scope: TrendScope): Prisma.Sql {
  const { owner } = scope
  switch (owner.kind) {
    case 'tree':
      return Prisma.sql`subsystem_id is null and person_id is null`
    case 'subsystem':
      return subsystemCondition(scope, owner.slug)
    case 'maintainer':
      return personCondition(owner.email)
  }
}
