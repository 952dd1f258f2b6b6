import { formatRow } from '#scanner/model/format-row.ts'
import { printableJson } from '#scanner/model/printable.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { siteItem } from '#scanner/model/site-item.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'

/** Rows of the stable contract, one JSON object a line. */
export function* formatNdjson(rows: Iterable<SiteRow>): Generator<string, void, undefined> {
  for (const row of rows) yield printableJson(formatRow(row))
}

/** Rows with what people said of them by site id, one JSON object a line: `public/schema/site-item-v1.json`. */
export function* formatItems(
  rows: Iterable<SiteRow>,
  triage: ReadonlyMap<string, Triage>,
): Generator<string, void, undefined> {
  for (const row of rows) {
    // a scan without a server knows of no claims and no history
    const item = siteItem(row, { triage: triage.get(row.id) ?? null, claims: [], appeared: null })
    yield printableJson(`${JSON.stringify(item)}\n`)
  }
}
