import type { Colors } from 'picocolors/types'
import type { CheckFinding, CheckImprovement, CheckReport, Severity } from '#scanner/model/check.ts'
import { formatFixes } from '#scanner/model/format-fixes.ts'
import { printable } from './printable.ts'

export interface CheckTextOptions {
  readonly colors: Colors
  /** Code of the line a row stands on; `null` where it is not at hand. */
  readonly codeOf: (finding: CheckFinding) => string | null
  /** Also print the chain of evidence. */
  readonly explain: boolean
  readonly verdict: 'pass' | 'fail'
}

/** Findings in checkpatch's manner, ready to be quoted in a mail; last a line of totals. */
export function formatCheckText(report: CheckReport, options: CheckTextOptions): string {
  const { findings, improved, range } = report
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  const totals = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    ...(count('note') > 0 ? [plural(count('note'), 'note')] : []),
    `${plural(range.commits.length, 'commit')} checked`,
  ]
  return [
    ...findings.map((finding) => `${formatFinding(finding, options)}\n`),
    ...improved.map((one) => `${formatImprovement(one)}\n`),
    ...(improved.length > 0 ? ['\n'] : []),
    `total: ${totals.join(', ')}\n`,
  ].join('')
}

function formatFinding(finding: CheckFinding, { colors, codeOf, explain }: CheckTextOptions): string {
  const { severity, kind, site, other, commit, mendedBy, message, evidence } = finding
  const code = codeOf(finding)
  const where = site.function === null ? '' : ` in ${printable(site.function)}()`
  return [
    `${colorSeverity(severity, colors)}: ${kind}: ${printable(message)}`,
    `#FILE: ${printable(site.path)}:${site.line}:${where}`,
    ...(code === null ? [] : [`+${printableCode(code)}`]),
    ...(other === null ? [] : [`#ALSO: ${printable(other.path)}:${other.line}: ${printable(other.api)}()`]),
    ...(commit === null ? [] : [`#COMMIT: ${commit.oid.slice(0, 12)} ("${printable(commit.subject)}")`]),
    ...(mendedBy === null ? [] : [`#MENDED: by the later commit ${mendedBy.slice(0, 12)}`]),
    ...(kind === 'new-mismatched' && commit !== null && mendedBy === null
      ? [formatFixes(commit.oid, commit.subject)]
      : []),
    ...(explain ? evidence.map((line) => `#  ${printable(line)}`) : []),
    '',
  ].join('\n')
}

function formatImprovement({ before, after, commit }: CheckImprovement): string {
  const by = commit === null ? '' : ` by ${commit.oid.slice(0, 12)}`
  const renamed =
    before.api === after.api ? printable(after.api) : `${printable(before.api)} -> ${printable(after.api)}`
  return `IMPROVED: ${printable(after.path)}:${after.line}: ${before.status} -> ${after.status}: ${renamed}()${by}`
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
