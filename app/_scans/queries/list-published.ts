import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import type { Coverage } from '#scanner/model/coverage.ts'

/** A published revision with what was counted of its acquires. */
export interface PublishedRevision extends Progress {
  readonly id: number
  readonly commit: string
  readonly label: string
  /** What to ask for to get this one: its label, unless another revision has the same. */
  readonly name: string
  readonly subject: string
  readonly committedAt: Date
  readonly publishedAt: Date
  /** Revisions of one line descend from one another. */
  readonly lineId: number
  /** Label of the revision of another line that the line forked from. */
  readonly forkLabel: string | null
  readonly isReachable: boolean
  readonly coverage: Coverage
  readonly notices: readonly string[]
}

/** Every published revision of a tree, line by line, each from its newest on; the line with the latest commit first. */
export async function listPublished(database: Transaction, treeId: number): Promise<readonly PublishedRevision[]> {
  return database.$queryRaw<PublishedRevision[]>`
    with placed as (
      select revision.*, max(committed_at) over (partition by line_id) as line_committed_at,
        count(*) over (partition by label) as namesakes
      from revision where tree_id = ${treeId}
    ),
    counted as (
      select count.revision_id, ${progressColumns('count', Prisma.sql`count.sites`)}
      from count
      where count.subsystem_id is null and count.revision_id in (select id from placed)
      group by count.revision_id
    )
    select
      placed.id, placed.commit, placed.label,
      case when namesakes > 1 then left(placed.commit, 12) else placed.label end as name,
      placed.subject, placed.committed_at as "committedAt", placed.published_at as "publishedAt",
      placed.line_id as "lineId", fork.label as "forkLabel", placed.is_reachable as "isReachable", placed.coverage,
      placed.notices, coalesce(counted.converted, 0) as converted, coalesce(counted.mismatched, 0) as mismatched,
      coalesce(counted.unconverted, 0) as unconverted, coalesce(counted.unknown, 0) as unknown,
      coalesce(counted.exempt, 0) as exempt
    from placed
    join line on line.id = placed.line_id
    left join revision fork on fork.id = line.forked_from_id
    left join counted on counted.revision_id = placed.id
    order by line.is_trunk desc, line_committed_at desc, placed.line_id desc, placed.ordinal desc`
}
