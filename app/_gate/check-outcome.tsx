import { describeOutcome } from './check-words.ts'
import type { ListedCheck } from './queries/check-columns.ts'
import './gate.css'

/** Verdict or state of a check as shape, words and colour. */
export function CheckOutcome({ check }: { readonly check: ListedCheck }) {
  const kind = check.verdict ?? (check.state === 'failed' ? 'broken' : 'open')
  return <span className={`status check-${kind}`}>{describeOutcome(check)}</span>
}
