import type { CheckFinding, CheckKind } from '#scanner/model/check.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'

/** What a reviewed judgement excuses. It never says that pages may be pinned and put. */
const excused: Readonly<Record<Triage['verdict'], readonly CheckKind[]>> = {
  stays: ['new-unconverted'],
  blocked: ['new-unconverted'],
  case: ['new-unconverted'],
  'not-gup': ['new-unconverted', 'new-mismatched', 'lost-release', 'leaking-exit', 'longterm-missing', 'to-check'],
  'wrong-pair': ['new-mismatched', 'lost-release'],
  'dual-mode': ['new-mismatched', 'lost-release'],
}

/** Findings of sites that somebody judged to be right as they are become notes, with what was said. */
export function applyTriage(
  findings: readonly CheckFinding[],
  triageOf: (row: SiteRow) => Triage | null,
): readonly CheckFinding[] {
  return findings.map((finding) => {
    const rows = [finding.site, ...(finding.other === null ? [] : [finding.other])]
    const excuse = rows.map((row) => triageOf(row)).find((triage) => triage !== null && excuses(triage, finding))
    if (excuse === undefined || excuse === null || finding.severity === 'note') return finding
    return { ...finding, severity: 'note', message: `${finding.message} ${describe(excuse)}` }
  })
}

function excuses({ verdict, case: picked, other }: Triage, { about, site, other: end }: CheckFinding): boolean {
  if (!excused[verdict].includes(about)) return false
  // of the cases of pin_user_pages.rst only these want plain references
  if (verdict === 'case') return picked === 3 || picked === 4
  if (verdict !== 'wrong-pair' || other === undefined) return true
  return [site, end].some(
    (row) =>
      row !== null &&
      row.path === other.path &&
      row.function === other.function &&
      row.api === other.api &&
      row.ordinal === other.ordinal,
  )
}

function describe({ verdict, case: picked, reason, text, by }: Triage): string {
  const what = picked === undefined ? verdict : `${verdict === 'case' ? '' : `${verdict}, `}case ${picked}`
  const why = reason ?? text
  const sayer = by.startsWith('a comment') ? by.replace('a', 'A') : by
  return `${sayer} says: ${what}${why === undefined ? '' : ` (${why})`}.`
}
