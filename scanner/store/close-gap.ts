import type { Transaction } from '#prisma/client.ts'
import { intervalTables } from './interval-tables.ts'
import { type Place, spliceIntervals } from './splice-intervals.ts'

/**
 * Makes the tables of history say nothing of a revision any more: from its ordinal on they say what they say of the one `before` it, which is
 * nothing where there is none. What no longer begins or ends there is joined.
 */
export async function closeGap(tx: Transaction, gap: Place, before: number | null): Promise<void> {
  for (const table of intervalTables)
    await spliceIntervals(tx, table, gap, before === null ? [] : { lineId: gap.lineId, ordinal: before })
}
