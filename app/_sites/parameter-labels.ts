import type { FilterParameter } from '#app/_data/site-filter.ts'

/** Parameters of a filter in the words of pages. */
export const parameterLabels: Readonly<Record<FilterParameter, string>> = {
  status: 'status',
  role: 'role',
  family: 'family',
  api: 'API',
  class: 'class',
  subsystem: 'subsystem',
  maintainer: 'maintainer',
  path: 'path',
  dir: 'directory',
  reason: 'reason',
  grade: 'best pair',
  finding: 'finding',
  target: 'target',
  appeared: 'appeared in',
  age: 'age in days',
  claim: 'claim',
  triage: 'judged',
  priority: 'priority',
  q: 'text',
}
