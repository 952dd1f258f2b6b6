import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import { personCondition, subsystemCondition, type TrendScope } from './trend-conditions.ts'

/** The acquires of an owner at each of some revisions, by revision; one without any is left out. Counted when they were published. */
export async function listTrendCounts(
  database: Transaction,
  scope: TrendScope,
  revisionIds: readonly number[],
): Promise<ReadonlyMap<number, Progress>> {
  const rows = await database.$queryRaw<(Progress & { readonly revisionId: number })[]>`
    select counted.revision_id as "revisionId", ${progressColumns('counted', Prisma.sql`counted.sites`)}
    from ${ownCounts(scope)} counted
    where counted.revision_id = any(${[...revisionIds]}::int[]) and counted.role = 'acquire'
    group by counted.revision_id`
  return new Map(rows.map(({ revisionId, ...progress }) => [revisionId, progress]))
}

function ownCounts(scope: TrendScope): Prisma.Sql {
  const { owner } = scope
  switch (owner.kind) {
    case 'tree':
      return Prisma.sql`(select * from count where subsystem_id is null)`
    case 'subsystem':
      return Prisma.sql`(select * from count where ${subsystemCondition(scope, owner.slug)})`
    case 'maintainer':
      return Prisma.sql`(select * from person_count where ${personCondition(owner.email)})`
  }
}
