import { formatRow } from '#scanner/model/format-row.ts'
import { printableJson } from '#scanner/model/printable.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { type Compared, rowOf } from './compared.ts'

/** One JSON object: public/schema/compare-v1.json. */
export function formatCompareJson({ from, to, comparison: { changes, open } }: Compared): string {
  const rows = {
    appeared: changes.appeared.flatMap((change) => rowOf(change) ?? []),
    gone: changes.gone.flatMap((change) => rowOf(change) ?? []),
    converted: changes.converted.flatMap((change) => rowOf(change) ?? []),
    regressed: changes.regressed.flatMap((change) => rowOf(change) ?? []),
    open,
  }
  const counts = Object.fromEntries(Object.entries(rows).map(([kind, { length }]) => [kind, length]))
  const lists = Object.entries(rows).map(([kind, list]) => `  ${JSON.stringify(kind)}: ${formatList(list)}`)
  return printableJson(
    `{\n  "v": 1,\n${lists.join(',\n')},\n  "summary": ${JSON.stringify({ from, to, ...counts })}\n}\n`,
  )
}

/** A site a line, as in NDJSON, so that a difference of two outputs can be read. */
function formatList(rows: readonly SiteRow[]): string {
  if (rows.length === 0) return '[]'
  return `[\n${rows.map((row) => `    ${formatRow(row).trimEnd()}`).join(',\n')}\n  ]`
}
