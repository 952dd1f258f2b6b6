import type { Colors } from 'picocolors/types'
import { colorStatus } from './color-status.ts'
import type { TableCells } from './table-cells.ts'

/** A column is as wide as its longest cell, but no wider than this: one long path must not push every row to the right. */
const widthsMax = { place: 56, status: 14, api: 32, function: 32, note: 44 }

/**
 * One site a line and nothing else: no header, nothing cut. A line begins with `path:line:`, so that `grep`, `cut`,
 * `vim -q` and Emacs' grep mode take it as it is. A cell longer than its column shifts the rest of its own line only.
 */
export const pipedTable = (sites: readonly TableCells[], colors: Colors): string => {
  const cells = sites.map((site) => ({ ...site, place: `${site.place}:`, note: site.notes.join('; ') }))
  const widthOf = (column: keyof typeof widthsMax): number =>
    cells.reduce((width, cell) => Math.max(width, Math.min(cell[column].length, widthsMax[column])), 0)
  const widths = {
    place: widthOf('place'),
    status: widthOf('status'),
    api: widthOf('api'),
    function: widthOf('function'),
    note: widthOf('note'),
  }
  return cells
    .map((cell) =>
      [
        cell.place.padEnd(widths.place),
        colorStatus(cell.status, cell.status.padEnd(widths.status), colors),
        cell.api.padEnd(widths.api),
        cell.function.padEnd(widths.function),
        cell.note.padEnd(widths.note),
        `${cell.subsystem}\n`,
      ].join('  '),
    )
    .join('')
}
