import { formatItemsCsv } from '#scanner/model/format-csv.ts'
import type { SiteItem } from '#scanner/model/site-item.ts'
import type { ExportFormat } from './export-formats.ts'
import { formatMail, type MailHead } from './format-mail.ts'

/** Sites, with what people say of them, as a file of some format. */
export function formatExport(format: ExportFormat, items: readonly SiteItem[], head: MailHead): string {
  switch (format) {
    case 'text':
      return formatMail(items, head)
    case 'csv':
      return formatItemsCsv(items)
    case 'json':
      return `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`
    case 'ndjson':
      return items.map((item) => `${JSON.stringify(item)}\n`).join('')
  }
}
