import type { Transaction } from '#prisma/client.ts'
import type { Coverage } from '#scanner/model/coverage.ts'

/** A revision that came out of a scan. */
export interface ScannedRevision {
  readonly id: number
  readonly commit: string
  readonly label: string
  readonly subject: string
  readonly committedAt: Date
  readonly coverage: Coverage
  readonly notices: readonly string[]
}

/**
 * Revisions of the scan's tree that were published while it ran, from the first on: scans of one tree run one at a time. What it found to
 * be published already is not among them.
 */
export async function listScanRevisions(database: Transaction, scanId: number): Promise<readonly ScannedRevision[]> {
  return database.$queryRaw<ScannedRevision[]>`
    select
      revision.id, revision.commit, revision.label, revision.subject, revision.committed_at as "committedAt",
      revision.coverage, revision.notices
    from scan
    join revision on revision.tree_id = scan.tree_id
    where scan.id = ${scanId} and revision.published_at >= scan.created_at
      and revision.published_at >= coalesce((
        select max(other.finished_at) from scan other where other.tree_id = scan.tree_id and other.finished_at <= scan.started_at
      ), '-infinity')
      and revision.published_at <= coalesce(scan.finished_at, now())
    order by revision.published_at, revision.id`
}
