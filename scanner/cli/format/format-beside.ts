import type { Colors } from 'picocolors/types'
import { printable } from '#scanner/model/printable.ts'
import { fitText } from './fit-text.ts'
import { type Excerpt, formatExcerpt } from './format-excerpt.ts'

/** Two columns and the bar between them fit a terminal of 124 columns. */
const columnWidth = 60

/** One end of a pair: where it stands, and the code around its call. */
export interface ExplainedEnd {
  readonly path: string
  readonly line: number
  readonly excerpt: Excerpt | null
}

/** Two ends beside each other, the acquire on the left: place above, code below, each line cut to its column. */
export const formatBeside = (
  left: ExplainedEnd,
  right: ExplainedEnd,
  { colors }: { readonly colors: Colors },
): readonly string[] => {
  const columns = [columnOf(left), columnOf(right)] as const
  const height = Math.max(columns[0].length, columns[1].length)
  return Array.from({ length: height }, (_, index) => {
    const cells = columns.map((column) => column[index] ?? { text: '', isCall: false })
    const [one = '', other = ''] = cells.map(({ text, isCall }) => {
      const fitted = fitText(text, columnWidth)
      return isCall ? colors.bold(fitted) : colors.dim(fitted)
    })
    return `${one} ${colors.dim('|')} ${other}`.trimEnd()
  })
}

interface Cell {
  readonly text: string
  readonly isCall: boolean
}

const plain = { bold: String, dim: String }

const columnOf = ({ path, line, excerpt }: ExplainedEnd): readonly Cell[] => {
  const head = { text: `${printable(path)}:${line}`, isCall: true }
  if (excerpt === null) return [head]
  // colours come after cutting: an escape sequence has no width
  const code = formatExcerpt(excerpt, { line, colors: plain })
  return [head, ...code.map((text, index) => ({ text, isCall: excerpt.firstLine + index === line }))]
}
