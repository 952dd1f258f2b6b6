import type { Finding, Reason, Status } from '#scanner/model/site.ts'

export type Case = 1 | 2 | 3 | 4 | 5

/** What is said of one site. `evidence` is for people: one sentence each. */
export interface Judgement {
  readonly status: Status
  readonly reason: Reason
  readonly case: Case | null
  readonly longterm: boolean
  readonly findings: readonly Finding[]
  readonly target: string | null
  readonly evidence: readonly string[]
}

/** The part of a judgement that statuses are made of. */
export interface Verdict {
  readonly status: Status
  readonly reason: Reason
  readonly case?: Case | null
  readonly evidence?: readonly string[]
}
