import type { Result, Suppression } from 'sarif'
import type { Triage, TriageVerdict } from '#scanner/model/triage/triage.ts'

/** Verdicts by which nothing is left to do at a site. */
const settling: readonly TriageVerdict[] = ['stays', 'not-gup']

/**
 * The result with what a person said of its site. SARIF 2.1.0, 3.27.23, wants the list in every result of a run or in none, so that it is
 * empty where nothing is suppressed. Findings of a site that stays are still findings.
 */
export const withSuppressions = (result: Result, triage: Triage | undefined, status: string): Result => ({
  ...result,
  suppressions:
    triage !== undefined && settling.includes(triage.verdict) && result.ruleId === status ? [suppression(triage)] : [],
})

const suppression = ({ verdict, reason, text, by, date }: Triage): Suppression => ({
  kind: 'external',
  status: 'accepted',
  justification: `${[verdict, reason, text].filter((part) => part !== undefined).join(': ')} (${by}, ${date})`,
})
