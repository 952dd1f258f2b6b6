import type { ComparisonKind } from '#scanner/model/classify-change.ts'
import type { Change, Comparison } from '#scanner/run/compare-scans.ts'

export interface ComparedRevision {
  /** As it was asked for. */
  readonly revision: string
  readonly commit: string
}

/** What `pinwatch compare` prints. */
export interface Compared {
  readonly from: ComparedRevision
  readonly to: ComparedRevision
  readonly comparison: Comparison
}

/** The kinds of change that are listed, what hurts first. */
export const listedKinds = ['regressed', 'appeared', 'converted', 'gone'] as const satisfies readonly ComparisonKind[]

/** The row that a change is shown by: as the site is, or was last. */
export const rowOf = ({ was, is }: Change) => is ?? was
