import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

/** The acquires of a revision, or those of one section of it; as they were counted when it was published. */
export async function getProgress(
  database: Transaction,
  revisionId: number,
  subsystemSlug: string | null = null,
): Promise<Progress> {
  const owner =
    subsystemSlug === null
      ? Prisma.sql`count.subsystem_id is null`
      : Prisma.sql`count.subsystem_id = (
          select subsystem.id from subsystem join revision on revision.tree_id = subsystem.tree_id
          where revision.id = ${revisionId} and subsystem.slug = ${subsystemSlug}
        )`
  const rows = await database.$queryRaw<Progress[]>`
    select ${progressColumns('count', Prisma.sql`count.sites`)} from count
    where count.revision_id = ${revisionId} and ${owner}`
  return rows[0] ?? { converted: 0, mismatched: 0, unconverted: 0, unknown: 0, exempt: 0 }
}
