import type { Transaction } from '#prisma/client.ts'
import type { Coverage } from '#scanner/model/coverage.ts'

/** A published revision; `lineId` and `ordinal` are its place in every interval. */
export interface RevisionDetails {
  readonly id: number
  readonly lineId: number
  readonly ordinal: number
  readonly commit: string
  readonly label: string
  readonly subject: string
  readonly committedAt: Date
  readonly publishedAt: Date
  /** When something was published into its tree last: as long as that stays, so does all that is said of the revision. */
  readonly treePublishedAt: Date
  readonly coverage: Coverage
  readonly notices: readonly string[]
  /** Whether a branch or tag of the repository still leads here. */
  readonly isReachable: boolean
}

/**
 * The revision of a label or of the first digits of a commit; for `null` the tip of the trunk: on a line ancestry is what
 * orders, dates may lie. A label that was scanned at several commits means the newest of them.
 */
export async function getRevision(
  database: Transaction,
  treeId: number,
  rev: string | null,
): Promise<RevisionDetails | null> {
  // seven digits or more, as git abbreviates; anything else can only be a label
  const prefix = rev !== null && /^[\da-f]{7,64}$/i.test(rev) ? rev.toLowerCase() : null
  const rows = await database.$queryRaw<RevisionDetails[]>`
    select
      id, line_id as "lineId", ordinal, commit, label, subject, committed_at as "committedAt",
      published_at as "publishedAt", tree_published_at as "treePublishedAt", coverage, notices,
      is_reachable as "isReachable"
    from (
      select revision.*, line.is_trunk, max(committed_at) over (partition by line_id) as line_committed_at,
        max(published_at) over () as tree_published_at
      from revision join line on line.id = revision.line_id where revision.tree_id = ${treeId}
    ) revision
    where ${rev}::text is null or label = ${rev} or starts_with(commit, ${prefix})
    order by label = ${rev} desc, (${rev}::text is null and is_trunk) desc, line_committed_at desc, line_id desc, ordinal desc
    limit 1`
  return rows[0] ?? null
}
