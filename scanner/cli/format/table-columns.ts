import type { Colors } from 'picocolors/types'
import { colorStatus } from './color-status.ts'
import { cut, fitText } from './fit-text.ts'
import { packParts } from './pack-parts.ts'
import type { TableCells } from './table-cells.ts'

const header = {
  place: 'SITE',
  status: 'STATUS',
  api: 'CALL',
  function: 'FUNCTION',
  note: 'PAIR OR REASON',
  subsystem: 'SUBSYSTEM',
}
type Column = keyof typeof header
type Widths = Readonly<Record<Column, number>>

const gap = '  '

/** A place longer than this stands on a line of its own: one long path must not take the room of every row. */
const placeWidthMax = 48

/** Below the least a cell says too little, and sites are better told on two lines; notes go on below one another. */
const widthsMin = { function: 24, note: 40, subsystem: 16 }
const widthsMax = { function: 44, note: 60, subsystem: 60 }

/**
 * One site a line under a header, for a wide terminal; `null` where the columns do not fit in `width`.
 * Place, status and call are never cut, and notes that do not fit go on in the next line; a long function or
 * subsystem is cut.
 */
export const columnTable = (
  sites: readonly TableCells[],
  { colors, width }: { readonly colors: Colors; readonly width: number },
): string | null => {
  const widths = chooseWidths(sites, width)
  if (widths === null) return null
  const head = (Object.keys(header) as Column[]).map((column) => fitText(header[column], widths[column]))
  const lines = sites.flatMap((site) => siteLines(site, widths, colors))
  return `${[colors.dim(head.join(gap).trimEnd()), ...lines].join('\n')}\n`
}

const siteLines = (site: TableCells, widths: Widths, colors: Colors): readonly string[] => {
  const placeFits = site.place.length <= widths.place
  const [firstNote = '', ...moreNotes] = packParts(site.notes, { width: widths.note, gap })
  const cells = [
    placeFits ? site.place.padEnd(widths.place) : ' '.repeat(widths.place),
    colorStatus(site.status, site.status.padEnd(widths.status), colors),
    site.api.padEnd(widths.api),
    fitText(site.function, widths.function),
    fitText(firstNote, widths.note),
    colors.dim(cut(site.subsystem, widths.subsystem)),
  ]
  const noteColumn = widths.place + widths.status + widths.api + widths.function + 4 * gap.length
  return [
    ...(placeFits ? [] : [site.place]),
    cells.join(gap),
    ...moreNotes.map((note) => `${' '.repeat(noteColumn)}${cut(note, widths.note)}`),
  ]
}

const chooseWidths = (sites: readonly TableCells[], width: number): Widths | null => {
  const longest = (column: Column, textOf: (site: TableCells) => string): number =>
    sites.reduce((most, site) => Math.max(most, textOf(site).length), header[column].length)
  const whole = {
    place: Math.min(
      placeWidthMax,
      longest('place', (site) => site.place),
    ),
    status: longest('status', (site) => site.status),
    api: longest('api', (site) => site.api),
  }
  const wanted = {
    function: longest('function', (site) => site.function),
    note: longest('note', (site) => site.notes.join(gap)),
    subsystem: longest('subsystem', (site) => site.subsystem),
  }
  const least = {
    function: Math.min(wanted.function, widthsMin.function),
    note: Math.min(wanted.note, widthsMin.note),
    subsystem: Math.min(wanted.subsystem, widthsMin.subsystem),
  }
  let left =
    width - whole.place - whole.status - whole.api - 5 * gap.length - least.function - least.note - least.subsystem
  if (left < 0) return null

  const grow = (column: keyof typeof least): number => {
    const extra = Math.min(left, Math.min(wanted[column], widthsMax[column]) - least[column])
    left -= extra
    return least[column] + extra
  }
  // In the order of need: a cut function cannot be searched for, a cut subsystem can still be recognised.
  return { ...whole, function: grow('function'), subsystem: grow('subsystem'), note: grow('note') }
}
