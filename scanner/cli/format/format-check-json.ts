import type { CheckReport } from '#scanner/model/check.ts'
import { composeDocument } from '#scanner/model/check-document.ts'

/** One JSON object: public/schema/check-v1.json. A finding a line, so that a difference of two outputs can be read. */
export function formatCheckJson(report: CheckReport, verdict: 'pass' | 'fail'): string {
  const { v, base, head, findings, improved, coverage } = composeDocument(report, verdict)
  return [
    '{',
    `  "v": ${v},`,
    `  "base": ${JSON.stringify(base)},`,
    `  "head": ${JSON.stringify(head)},`,
    `  "verdict": ${JSON.stringify(verdict)},`,
    `  "findings": ${formatList(findings)},`,
    `  "improved": ${formatList(improved)},`,
    `  "coverage": ${JSON.stringify(coverage)}`,
    '}\n',
  ].join('\n')
}

function formatList(items: readonly object[]): string {
  const lines = items.map((item) => `    ${JSON.stringify(item)}`)
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
}
