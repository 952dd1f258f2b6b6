import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

export interface SubsystemTrend {
  readonly title: string
  readonly slug: string
  /** One for each revision, in their order. */
  readonly progress: readonly Progress[]
}

const nothing: Progress = { converted: 0, mismatched: 0, unconverted: 0, unknown: 0, exempt: 0 }

/**
 * Sections in which most remains at the last of some revisions or remained at the first, and their acquires over all of them. Each acquire
 * counts for its primary section alone.
 *
 * Ranked by the two ends, not by every revision: those have a few hundred numbers, all of them tens of thousands.
 */
export async function listTrendSubsystems(
  database: Transaction,
  revisionIds: readonly number[],
  limit: number,
): Promise<readonly SubsystemTrend[]> {
  const ends = [revisionIds[0], revisionIds.at(-1)].filter((id) => id !== undefined)
  const rows = await database.$queryRaw<(Progress & { title: string; slug: string; revisionId: number })[]>`
    with ended as (
      select subsystem_id, revision_id,
        coalesce(sum(primary_sites) filter (where status <> 'converted'), 0) as remaining, sum(primary_sites) as sites
      from count
      where revision_id = any(${ends}::int[]) and subsystem_id is not null and role = 'acquire'
        and status in ('converted', 'mismatched', 'unconverted', 'unknown') and primary_sites > 0
      group by subsystem_id, revision_id
    ),
    ranked as materialized (
      select subsystem_id, max(remaining) as most, max(sites) as sites
      from ended group by subsystem_id
      having max(remaining) > 0
      order by 2 desc, 3 desc, 1
      limit ${limit}
    )
    select subsystem.title, subsystem.slug, count.revision_id as "revisionId",
      ${progressColumns('count', Prisma.sql`count.primary_sites`)}
    from ranked
    join subsystem on subsystem.id = ranked.subsystem_id
    join count on count.subsystem_id = ranked.subsystem_id and count.revision_id = any(${[...revisionIds]}::int[])
    group by ranked.most, ranked.sites, subsystem.title, subsystem.slug, count.revision_id
    order by ranked.most desc, ranked.sites desc, subsystem.title collate "C"`
  const byRevision = new Map<string, { readonly title: string; readonly progress: Map<number, Progress> }>()
  for (const { title, slug, revisionId, ...progress } of rows) {
    const known = byRevision.get(slug) ?? { title, progress: new Map() }
    known.progress.set(revisionId, progress)
    byRevision.set(slug, known)
  }
  return [...byRevision].map(([slug, { title, progress }]) => ({
    title,
    slug,
    progress: revisionIds.map((id) => progress.get(id) ?? nothing),
  }))
}
