import type { Database } from '#prisma/client.ts'
import type { CheckDocument } from '#scanner/model/check-document.ts'
import type { CheckOrigin } from '#scanner/model/gate-check.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** What a worker holds while it runs a check: writes are refused once another worker has claimed it after. */
export interface CheckClaim {
  readonly id: number
  readonly claim: number
}

export interface ClaimedCheck extends CheckClaim {
  /** How often it was asked for. */
  readonly round: number
  /** How often it was taken up since, this time included. */
  readonly tries: number
  readonly treeId: number
  readonly slug: string
  readonly source: string
  readonly origin: CheckOrigin
  readonly repository: string
  readonly branch: string
  readonly pullRequest: number | null
  readonly baseRevision: string
  readonly baseBranch: string | null
  readonly headCommit: string
  /** What an earlier try came to, which GitHub was not told yet. */
  readonly report: CheckDocument | null
  /** Whether findings of pull requests become a review. */
  readonly wantsReview: boolean
}

/** So long a worker may be silent before its check is another's. */
export const leaseSeconds = 30

/**
 * Takes up the check that waits longest: a queued one that is due, or one whose worker is gone. Raising `claim` refuses every later write of
 * that worker, should it live on. `null`: there is nothing to do.
 */
export function claimCheck(db: Database): Promise<ClaimedCheck | null> {
  return withDatabaseErrors('claiming a check', async () => {
    const [check] = await db.$queryRaw<ClaimedCheck[]>`
      update gate_check
      set state = 'running', claim = claim + 1, tries = tries + 1, started_at = coalesce(started_at, now()),
        lease_until = now() + make_interval(secs => ${leaseSeconds})
      from tree
      where tree.id = gate_check.tree_id and gate_check.id = (
        select id from gate_check
        where state in ('queued', 'running') and (lease_until is null or lease_until < now())
        -- of two workers that look at once the second takes the next one
        order by id limit 1 for update skip locked
      )
      returning gate_check.id, gate_check.claim, round, tries, tree.id as "treeId", tree.slug, tree.source, origin, repository, branch,
        pull_request as "pullRequest", base_revision as "baseRevision", base_branch as "baseBranch",
        head_commit as "headCommit", report, tree.github_review as "wantsReview"`
    return check ?? null
  })
}
