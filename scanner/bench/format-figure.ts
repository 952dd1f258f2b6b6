import { type Figure, isReached } from './compose-figures.ts'
import type { Spread } from './spread.ts'

/** A figure as the cells of one row: what, measured, range, target, reached, load. */
export function formatFigure(figure: Figure): readonly string[] {
  const { name, unit, measured, target, load } = figure
  const reached = isReached(figure)
  return [
    name,
    `${formatNumber(measured.median, unit)}${suffixes[unit]}`,
    formatRange(measured, (value) => formatNumber(value, unit)),
    target === null ? '' : `${target.kind === 'at-most' ? '≤' : '≥'} ${target.value}${suffixes[unit]}`,
    reached === null ? '' : reached ? 'yes' : 'NO',
    formatRange(load, (value) => value.toFixed(1)),
  ]
}

const suffixes: Readonly<Record<Figure['unit'], string>> = { ratio: '', times: ' ×', seconds: ' s', megabytes: ' MB' }
const decimals: Readonly<Record<Figure['unit'], number>> = { ratio: 3, times: 1, seconds: 2, megabytes: 0 }

function formatNumber(value: number, unit: Figure['unit']): string {
  return value.toFixed(decimals[unit])
}

/** One value where lowest and highest read the same. */
function formatRange({ low, high }: Spread, format: (value: number) => string): string {
  return format(low) === format(high) ? format(low) : `${format(low)}–${format(high)}`
}

/** Lines of padded columns: the first to the left, the others to the right. */
export function formatColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length)
  const lines = rows.map((row) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}
