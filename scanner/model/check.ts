import type { Coverage } from './coverage.ts'
import type { SiteRow } from './site.ts'

/** What a change can do wrong, what hurts most first. `to-check` is whatever the evidence does not suffice for. */
export const checkKinds = [
  'new-mismatched',
  'lost-release',
  'leaking-exit',
  'new-unconverted',
  'flag-at-call',
  'longterm-missing',
  'to-check',
] as const
export type CheckKind = (typeof checkKinds)[number]

export const severities = ['error', 'warning', 'note'] as const
export type Severity = (typeof severities)[number]

/** A commit as a report names it. */
export interface NamedCommit {
  readonly oid: string
  readonly subject: string
}

/** Something that a range of commits adds or makes worse. */
export interface CheckFinding {
  readonly kind: CheckKind
  /** What it is about, also where the evidence makes it only `to-check`. */
  readonly about: CheckKind
  readonly severity: Severity
  /** The call it is said of, as it is where the range ends, or where it was last. */
  readonly site: SiteRow
  /** The other half, where there is one to look at. */
  readonly other: SiteRow | null
  /** The commit of the range that introduced it; `null`: none did alone, or it is not committed yet. */
  readonly commit: NamedCommit | null
  /** The later commit of the range that mends it. */
  readonly mendedBy: string | null
  /** One sentence or two: what, why, and what to do. */
  readonly message: string
  /** The line that the call stands on, without its line break; `null` where it is not at hand. */
  readonly code: string | null
  /** The chain of evidence, for people who ask for it. */
  readonly evidence: readonly string[]
}

/** A site that the range converted or mended. */
export interface CheckImprovement {
  readonly before: SiteRow
  readonly after: SiteRow
  readonly commit: NamedCommit | null
  /** Of a pair that was mismatched: the commit that made it so, as far as history says. */
  readonly repairs: NamedCommit | null
}

/** A commit of a range, parents before children. */
export interface RangeCommit {
  readonly oid: string
  readonly parents: readonly string[]
  /** `null`: no commit of anybody's, but what lies in an index or a work tree. */
  readonly subject: string | null
}

/**
 * A range to be checked: what `commits` do to `base`. All of it is in the repository `directory`, which may be one of our own over the
 * objects of the real one (`openScratch`), with commits made there from mailed patches or from an index.
 */
export interface CheckedRange {
  readonly directory: string
  /** As it was asked for, and its commit. */
  readonly base: { readonly revision: string; readonly commit: string }
  /** As it was asked for; `commit` is what is looked at, whoever made it. */
  readonly head: { readonly revision: string; readonly commit: string }
  readonly commits: readonly RangeCommit[]
  /** Of a range that is too long to be followed commit by commit: how many it has. `commits` is its end alone, as one step from the base. */
  readonly unfollowed?: number
}

export interface CheckReport {
  readonly range: CheckedRange
  readonly findings: readonly CheckFinding[]
  readonly improved: readonly CheckImprovement[]
  /** Of the head. */
  readonly coverage: Coverage
  /** Whatever a person should hear once. */
  readonly notices: readonly string[]
}
