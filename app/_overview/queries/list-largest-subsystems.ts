import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

export interface LargeSubsystem extends Progress {
  readonly title: string
  readonly slug: string
}

export interface LargestSubsystems {
  readonly subsystems: readonly LargeSubsystem[]
  /** Sections that a site counts for, shown or not. */
  readonly total: number
}

/** Sections by what remains in them. A site counts for its primary section alone: the sums of all sections are those of the tree. */
export async function listLargestSubsystems(
  database: Transaction,
  revisionId: number,
  limit: number,
): Promise<LargestSubsystems> {
  const rows = await database.$queryRaw<(LargeSubsystem & { readonly total: number })[]>`
    with counted as (
      select count.subsystem_id, ${progressColumns('count', Prisma.sql`count.primary_sites`)}
      from count
      where count.revision_id = ${revisionId} and count.subsystem_id is not null
        and count.role = 'acquire' and count.primary_sites > 0
      group by count.subsystem_id
    )
    select
      subsystem.title, subsystem.slug, counted.converted, counted.mismatched, counted.unconverted, counted.unknown,
      counted.exempt, (count(*) over ())::int as total
    from counted
    join subsystem on subsystem.id = counted.subsystem_id
    where counted.converted + counted.mismatched + counted.unconverted + counted.unknown > 0
    order by counted.mismatched + counted.unconverted + counted.unknown desc, counted.converted desc,
      subsystem.title collate "C"
    limit ${limit}`
  return { subsystems: rows.map(({ total: _total, ...subsystem }) => subsystem), total: rows[0]?.total ?? 0 }
}
