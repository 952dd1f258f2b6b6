import type { Colors } from 'picocolors/types'
import type { SiteRow } from '#scanner/model/site.ts'
import type { Triage } from '#scanner/model/triage/triage.ts'
import { tableCells } from './table-cells.ts'
import { columnTable } from './table-columns.ts'
import { pipedTable } from './table-piped.ts'
import { stackedTable } from './table-stacked.ts'

export interface TableOptions {
  readonly colors: Colors
  /** Columns of the terminal; `null` where the output is no terminal. */
  readonly width: number | null
  /** What people said of sites, by their id. */
  readonly triage?: ReadonlyMap<string, Triage> | undefined
}

/**
 * The sites for people, in the order given, ending in a line break. Three layouts: one line a site in columns where the
 * terminal is wide enough for them, two lines a site where it is not, and one uncut line a site where nobody looks.
 */
export const formatTable = (rows: readonly SiteRow[], { colors, width, triage }: TableOptions): string => {
  if (rows.length === 0) return 'No sites match.\n'
  if (width === null)
    return pipedTable(
      rows.map((row) => tableCells(row, Number.POSITIVE_INFINITY, triage?.get(row.id))),
      colors,
    )
  const sites = rows.map((row) => tableCells(row, 2, triage?.get(row.id)))
  return columnTable(sites, { colors, width }) ?? stackedTable(sites, { colors, width })
}
