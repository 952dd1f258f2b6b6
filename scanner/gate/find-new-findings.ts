import type { CheckKind } from '#scanner/model/check.ts'
import { hasLostLongterm } from '#scanner/model/lost-longterm.ts'
import { type Finding, findingSentences } from '#scanner/model/site.ts'
import { describeEnds } from './describe-evidence.ts'
import { documentedCase } from './documented-case.ts'
import type { GateSite, SiteStep } from './gate-site.ts'
import { nameCall } from './name-call.ts'
import type { Problem } from './problem.ts'

/** What a finding is to the gate; findings that are not here are advice, and no reason to stop anybody. */
const aboutOf: Readonly<Partial<Record<Finding, CheckKind>>> = {
  'no-release-on-error-path': 'leaking-exit',
  'foll-flag-at-call': 'flag-at-call',
  'longterm-missing': 'longterm-missing',
  'partial-pin': 'to-check',
  'double-release': 'to-check',
  'sleeping-release': 'to-check',
  'unguarded-unpin': 'to-check',
}

/** Findings that a site has and had not before. */
export function findNewFindings({ was, is }: SiteStep): readonly Problem[] {
  const own = is.row.findings.filter((finding) => !was?.row.findings.includes(finding))
  const isShort = !own.includes('longterm-missing') && hasLostLongterm(was?.row ?? null, is.row)
  const fresh: readonly Finding[] = isShort ? [...own, 'longterm-missing'] : own
  return fresh.flatMap((finding): readonly Problem[] => {
    const about = aboutOf[finding]
    if (about === undefined) return []
    return [
      {
        about,
        certain: isCertain(finding, { was, is }),
        at: is,
        other: null,
        message: `${nameCall(is)}: ${findingSentences[finding]}${adviceOf(finding, is)}`,
        evidence: [...is.seen, ...describeEnds(is)],
        excuse: null,
      },
    ]
  })
}

/** Flags and ways out are read where they are written; that pages are kept is told by the pair that says so. */
function isCertain(finding: Finding, { was, is }: SiteStep): boolean {
  if (finding !== 'longterm-missing') return aboutOf[finding] !== 'to-check'
  return was?.row.longterm === true || is.ends.some(({ pair }) => pair.grade === 'certain')
}

function adviceOf(finding: Finding, is: GateSite): string {
  switch (finding) {
    case 'longterm-missing':
      return ` Add it to the flags (${documentedCase({ ...is, row: { ...is.row, longterm: true } })}).`
    case 'foll-flag-at-call':
      return ' Leave it out (Documentation/core-api/pin_user_pages.rst).'
    default:
      return ''
  }
}
