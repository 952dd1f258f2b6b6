import type { ReportingDescriptor } from 'sarif'
import { type Finding, findingSentences, findings } from '#scanner/model/site.ts'

/** The statuses that ask somebody to act, with how loud each is. */
export const sarifStatusLevels = { mismatched: 'error', unconverted: 'warning', unknown: 'note' } as const
export type SarifStatus = keyof typeof sarifStatusLevels

/** Findings are advisory. */
export const sarifFindingLevel = 'note'

const statusTexts: Readonly<Record<SarifStatus, string>> = {
  mismatched: 'The pages are taken by one family of calls and dropped by the other.',
  unconverted: 'User pages are taken or dropped with plain page references, and nothing exempts the site.',
  unknown: 'The other half of this acquire or release was not found, or the evidence does not suffice: look at it.',
}

/** Always all rules in this order, so that two logs can be compared and `ruleIndex` is stable. */
export const sarifRules: readonly ReportingDescriptor[] = [
  ...(Object.keys(sarifStatusLevels) as SarifStatus[]).map(
    (status): ReportingDescriptor => ({
      id: status,
      shortDescription: { text: statusTexts[status] },
      defaultConfiguration: { level: sarifStatusLevels[status] },
    }),
  ),
  ...findings.map(
    (finding: Finding): ReportingDescriptor => ({
      id: finding,
      shortDescription: { text: findingSentences[finding] },
      defaultConfiguration: { level: sarifFindingLevel },
    }),
  ),
]
