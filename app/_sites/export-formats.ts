/** What a list can be taken away as. */
export const exportFormats = ['text', 'csv', 'json', 'ndjson'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportLabels: Readonly<Record<ExportFormat, string>> = {
  text: 'Text for a mail',
  csv: 'CSV',
  json: 'JSON',
  ndjson: 'NDJSON',
}

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  text: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
}
