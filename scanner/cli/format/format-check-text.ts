import type { Colors } from 'picocolors/types'
import type { CheckFinding, CheckImprovement, CheckReport, Severity } from '#scanner/model/check.ts'
import { formatFixes } from '#scanner/model/format-fixes.ts'
import { printable } from '#scanner/model/printable.ts'

export interface CheckTextOptions {
  readonly colors: Colors
  /** Also print the chain of evidence. */
  readonly explain: boolean
  readonly verdict: 'pass' | 'fail'
  /** Whether the commits were made here of mailed patches: then their ids mean nothing to anybody else. */
  readonly isMailed?: boolean
}

/** Findings in checkpatch's manner, ready to be quoted in a mail; last a line of totals. */
export function formatCheckText(report: CheckReport, options: CheckTextOptions): string {
  const { findings, improved, range } = report
  const nameOf = commitNamer(report, options)
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  const totals = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    ...(count('note') > 0 ? [plural(count('note'), 'note')] : []),
    `${plural(range.unfollowed ?? range.commits.length, 'commit')} checked`,
  ]
  return [
    ...findings.map((finding) => `${formatFinding(finding, nameOf, options)}\n`),
    ...improved.map((one) => `${formatImprovement(one, nameOf)}\n`),
    ...(improved.length > 0 ? ['\n'] : []),
    `total: ${totals.join(', ')}\n`,
  ].join('')
}

type NameOf = (oid: string) => string

/** `0123456789ab ("subject")`; of a mailed series the subject alone. */
function commitNamer({ range }: CheckReport, { isMailed = false }: CheckTextOptions): NameOf {
  const subjects = new Map(range.commits.map(({ oid, subject }) => [oid, printable(subject ?? '')]))
  return (oid) => (isMailed ? `"${subjects.get(oid) ?? ''}"` : `${oid.slice(0, 12)} ("${subjects.get(oid) ?? ''}")`)
}

function formatFinding(
  finding: CheckFinding,
  nameOf: NameOf,
  { colors, explain, isMailed = false }: CheckTextOptions,
): string {
  const { severity, kind, site, other, commit, mendedBy, message, code, evidence } = finding
  const where = site.function === null ? '' : ` in ${printable(site.function)}()`
  return [
    `${colorSeverity(severity, colors)}: ${kind}: ${printable(message)}`,
    `#FILE: ${printable(site.path)}:${site.line}:${where}`,
    ...(code === null ? [] : [`+${printableCode(code)}`]),
    ...(other === null ? [] : [`#ALSO: ${printable(other.path)}:${other.line}: ${printable(other.api)}()`]),
    ...(commit === null ? [] : [`#${isMailed ? 'PATCH' : 'COMMIT'}: ${nameOf(commit.oid)}`]),
    ...(mendedBy === null ? [] : [`#MENDED: by the later ${isMailed ? 'patch' : 'commit'} ${nameOf(mendedBy)}`]),
    ...(kind === 'new-mismatched' && commit !== null && mendedBy === null && !isMailed
      ? [formatFixes(commit.oid, commit.subject)]
      : []),
    ...(explain ? evidence.map((line) => `#  ${printable(line)}`) : []),
    '',
  ].join('\n')
}

function formatImprovement({ before, after, commit, repairs }: CheckImprovement, nameOf: NameOf): string {
  const by = commit === null ? '' : ` by ${nameOf(commit.oid)}`
  const renamed =
    before.api === after.api ? printable(after.api) : `${printable(before.api)} -> ${printable(after.api)}`
  const fixes = repairs === null ? '' : `\n${formatFixes(repairs.oid, repairs.subject)}`
  return `IMPROVED: ${printable(after.path)}:${after.line}: ${before.status} -> ${after.status}: ${renamed}()${by}${fixes}`
}

/** Tabs stay as they are in a mail. */
function printableCode(code: string): string {
  return code.split('\t').map(printable).join('\t')
}

function colorSeverity(severity: Severity, colors: Colors): string {
  switch (severity) {
    case 'error':
      return colors.bold(colors.red('ERROR'))
    case 'warning':
      return colors.yellow('WARNING')
    case 'note':
      return colors.dim('NOTE')
  }
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
