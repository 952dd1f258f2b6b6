import type { Transaction } from '#prisma/client.ts'
import type { Coverage } from '#scanner/model/coverage.ts'

/** Coverage of the last revision that came out of each of these scans; those that published none are not there. See `listScanRevisions`. */
export async function listScanCoverage(
  database: Transaction,
  scanIds: readonly number[],
): Promise<ReadonlyMap<number, Coverage>> {
  const rows = await database.$queryRaw<{ readonly id: number; readonly coverage: Coverage }[]>`
    select scan.id, last.coverage
    from scan
    cross join lateral (
      select revision.coverage from revision
      where revision.tree_id = scan.tree_id and revision.published_at between scan.started_at and scan.finished_at
      order by revision.published_at desc limit 1
    ) last
    where scan.id = any(${[...scanIds]}::int[])`
  return new Map(rows.map(({ id, coverage }) => [id, coverage]))
}
