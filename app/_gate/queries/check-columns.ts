import { Prisma } from '#prisma/prisma-of-process.ts'
import type { CheckOrigin, CheckState } from '#scanner/model/gate-check.ts'

/** A check without its report. */
export interface ListedCheck {
  readonly id: number
  readonly origin: CheckOrigin
  readonly state: CheckState
  /** `owner/name` on GitHub. */
  readonly repository: string | null
  readonly branch: string | null
  readonly pullRequest: number | null
  readonly baseRevision: string
  readonly headCommit: string
  /** Why it could not be made, or GitHub not be told. */
  readonly error: string | null
  readonly verdict: 'pass' | 'fail' | null
  readonly errors: number
  readonly warnings: number
  readonly notes: number
  readonly improved: number
  /** Its check run on GitHub. */
  readonly link: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

export const checkColumns = Prisma.sql`
  gate_check.id, origin, state, repository, branch, pull_request as "pullRequest", base_revision as "baseRevision",
  head_commit as "headCommit", error, verdict, errors, warnings, notes, improved, link, created_at as "createdAt",
  started_at as "startedAt", finished_at as "finishedAt"`
