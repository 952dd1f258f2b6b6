import type { CheckReport, NamedCommit } from '#scanner/model/check.ts'
import { formatRow } from '#scanner/model/format-row.ts'
import type { SiteRow } from '#scanner/model/site.ts'

/** One JSON object: public/schema/check-v1.json. A finding a line, so that a difference of two outputs can be read. */
export function formatCheckJson(
  { range, findings, improved, coverage }: CheckReport,
  verdict: 'pass' | 'fail',
): string {
  const found = findings.map((finding) =>
    formatObject({
      kind: finding.kind,
      severity: finding.severity,
      site: rowOf(finding.site),
      other: finding.other === null ? null : rowOf(finding.other),
      commit: finding.commit,
      mendedBy: finding.mendedBy,
      message: finding.message,
    }),
  )
  const better = improved.map(({ before, after, commit }: Improved) =>
    formatObject({ before: rowOf(before), after: rowOf(after), commit }),
  )
  return [
    '{',
    '  "v": 1,',
    `  "base": ${JSON.stringify(range.base)},`,
    `  "head": ${JSON.stringify(range.head)},`,
    `  "verdict": ${JSON.stringify(verdict)},`,
    `  "findings": ${formatList(found)},`,
    `  "improved": ${formatList(better)},`,
    `  "coverage": ${JSON.stringify(coverage)}`,
    '}\n',
  ].join('\n')
}

interface Improved {
  readonly before: SiteRow
  readonly after: SiteRow
  readonly commit: NamedCommit | null
}

function rowOf(row: SiteRow): unknown {
  return JSON.parse(formatRow(row))
}

function formatObject(value: object): string {
  return JSON.stringify(value)
}

function formatList(lines: readonly string[]): string {
  return lines.length === 0 ? '[]' : `[\n${lines.map((line) => `    ${line}`).join(',\n')}\n  ]`
}
