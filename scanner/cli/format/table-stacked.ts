import type { Colors } from 'picocolors/types'
import { colorStatus } from './color-status.ts'
import { cut } from './fit-text.ts'
import { packParts } from './pack-parts.ts'
import type { TableCells } from './table-cells.ts'

const statusColumn = 4
const apiColumn = 17

/**
 * Two lines a site, for a narrow terminal: where (`path:line` and the function), then what (status, call, pair or
 * reason). A subsystem is named once above the sites that follow one another in it. Notes that do not fit go on under
 * the call. Of a site nothing is cut: a path or a note longer than the terminal is left to the terminal to break.
 */
export const stackedTable = (
  sites: readonly TableCells[],
  { colors, width }: { readonly colors: Colors; readonly width: number },
): string => {
  let subsystem: string | null = null
  const lines: string[] = []
  for (const site of sites) {
    if (site.subsystem !== subsystem) {
      if (subsystem !== null) lines.push('')
      lines.push(colors.bold(cut(site.subsystem, width)))
      subsystem = site.subsystem
    }
    lines.push(...siteLines(site, colors, width))
  }
  return `${lines.join('\n')}\n`
}

const siteLines = (site: TableCells, colors: Colors, width: number): readonly string[] => {
  const functionFits = site.place.length + 2 + site.function.length <= width
  const where = functionFits ? `${site.place}  ${site.function}` : site.place
  const [first = '', ...others] = packParts(
    [functionFits ? site.api : `${site.api} in ${site.function}`, ...site.notes],
    { width: width - apiColumn, gap: '  ' },
  )
  const status = colorStatus(site.status, site.status.padEnd(apiColumn - statusColumn - 2), colors)
  return [
    where,
    `${' '.repeat(statusColumn)}${status}  ${first}`,
    ...others.map((line) => `${' '.repeat(apiColumn)}${line}`),
  ]
}
