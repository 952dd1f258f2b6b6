import { formatRow } from '#scanner/model/format-row.ts'
import type { SiteRow } from '#scanner/model/site.ts'

/** Rows of the stable contract, one JSON object a line. */
export function* formatNdjson(rows: Iterable<SiteRow>): Generator<string, void, undefined> {
  for (const row of rows) yield formatRow(row)
}
