import { formatCount } from '#app/_web/format.ts'
import type { ListedCheck } from './queries/check-columns.ts'

export const isOpen = ({ state }: Pick<ListedCheck, 'state'>): boolean => state === 'queued' || state === 'running'

/** What came of a check, in a few words. */
export function describeOutcome({ state, verdict, errors, warnings, improved }: ListedCheck): string {
  if (verdict === null) return state === 'failed' ? 'not checked' : state
  const parts = [
    ...(errors > 0 ? [formatCount(errors, 'error')] : []),
    ...(warnings > 0 ? [formatCount(warnings, 'warning')] : []),
    ...(improved > 0 ? [`${formatCount(improved, 'site')} converted`] : []),
  ]
  return [verdict === 'pass' ? 'pass' : 'fail', ...parts].join(', ')
}

/** What was checked: `pull request 7, from topic`, or the branch that was pushed. */
export function describeSubject({ pullRequest, branch }: ListedCheck): string {
  if (pullRequest !== null) return `pull request ${pullRequest}${branch === null ? '' : `, from ${branch}`}`
  return branch ?? 'a range'
}
