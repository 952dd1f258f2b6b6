import type { CheckFinding, CheckImprovement, CheckReport } from './check.ts'
import type { Coverage } from './coverage.ts'
import { rowInOrder } from './row-in-order.ts'

/** A finding as documents have it. */
export type DocumentFinding = Omit<CheckFinding, 'about' | 'code' | 'evidence'>

/** What `pinwatch check --format json` prints and the server keeps: `public/schema/check-v1.json`. */
export interface CheckDocument {
  readonly v: 1
  readonly base: CheckReport['range']['base']
  readonly head: CheckReport['range']['head']
  readonly verdict: 'pass' | 'fail'
  readonly findings: readonly DocumentFinding[]
  readonly improved: readonly Omit<CheckImprovement, 'repairs'>[]
  readonly coverage: Coverage
}

/** The document of a report, with its keys in the order of the contract. */
export function composeDocument(
  { range, findings, improved, coverage }: CheckReport,
  verdict: 'pass' | 'fail',
): CheckDocument {
  return {
    v: 1,
    base: range.base,
    head: range.head,
    verdict,
    findings: findings.map(({ kind, severity, site, other, commit, mendedBy, message }) => ({
      kind,
      severity,
      site: rowInOrder(site),
      other: other === null ? null : rowInOrder(other),
      commit,
      mendedBy,
      message,
    })),
    improved: improved.map(({ before, after, commit }) => ({
      before: rowInOrder(before),
      after: rowInOrder(after),
      commit,
    })),
    coverage,
  }
}
