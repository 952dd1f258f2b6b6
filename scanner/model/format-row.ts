import { rowInOrder } from './row-in-order.ts'
import type { SiteRow } from './site.ts'

/**
 * A row of the stable contract, version 1 (`public/schema/site-v1.json`), as one line that ends in a line break.
 */
export function formatRow(row: SiteRow): string {
  return `${JSON.stringify(rowInOrder(row))}\n`
}
