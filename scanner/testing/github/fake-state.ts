import type { KeyObject } from 'node:crypto'

/** What the fake knows; tests read and set it. */
export interface FakeState {
  readonly checkRuns: FakeCheckRun[]
  readonly issues: FakeIssue[]
  readonly reviews: FakeReview[]
  readonly tokens: Map<string, FakeToken>
  /** Public key of the App that is installed everywhere; `null`: none is. */
  appKey: KeyObject | null
}

export interface FakeToken {
  readonly login: string
  /** As `checks=write`; `null`: all. */
  readonly permissions: readonly string[] | null
}

export interface FakeCheckRun {
  readonly id: number
  name: string
  head_sha: string
  external_id: string
  status: string
  conclusion: string | null
  details_url: string | null
  title: string | null
  summary: string | null
  readonly annotations: unknown[]
}

export interface FakeIssue {
  readonly number: number
  title: string
  body: string
  state: 'open' | 'closed'
  labels: string[]
  assignees: string[]
  /** Of a closed one. */
  state_reason?: string
}

export interface FakeReview {
  readonly id: number
  readonly pull: number
  readonly commit: string
  readonly body: string
  readonly comments: unknown[]
}
