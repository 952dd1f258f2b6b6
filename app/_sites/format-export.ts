import { formatCsv } from '#scanner/model/format-csv.ts'
import { formatRow } from '#scanner/model/format-row.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import type { ExportFormat } from './export-formats.ts'
import { formatMail, type MailHead } from './format-mail.ts'

/** Rows as a file of some format. */
export function formatExport(format: ExportFormat, rows: readonly SiteRow[], head: MailHead): string {
  switch (format) {
    case 'text':
      return formatMail(rows, head)
    case 'csv':
      return formatCsv(rows)
    case 'json':
      return `[\n${rows.map((row) => formatRow(row).trimEnd()).join(',\n')}\n]\n`
    case 'ndjson':
      return rows.map(formatRow).join('')
  }
}
