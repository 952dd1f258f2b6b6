import type { Colors } from 'picocolors/types'
import { printable } from '#scanner/model/printable.ts'

/** Lines of a file, the first of them being line `firstLine` (from 1). */
export interface Excerpt {
  readonly firstLine: number
  readonly lines: readonly string[]
}

/** Numbered code, one output line a line of code; the line of the call has `>` before its number and stands out. */
export const formatExcerpt = (
  { firstLine, lines }: Excerpt,
  { line: marked, colors }: { readonly line: number; readonly colors: Pick<Colors, 'bold' | 'dim'> },
): readonly string[] => {
  const digits = String(firstLine + lines.length - 1).length
  return lines.map((code, index) => {
    const line = firstLine + index
    const text =
      `${line === marked ? '>' : ' '} ${String(line).padStart(digits)} | ${printable(expandTabs(code))}`.trimEnd()
    return line === marked ? colors.bold(text) : colors.dim(text)
  })
}

/** Kernel tabs are eight columns; the gutter before the code would shift them otherwise. */
const expandTabs = (code: string): string => {
  let expanded = ''
  for (const character of code.replace(/\r$/, '')) {
    expanded += character === '\t' ? ' '.repeat(8 - (expanded.length % 8)) : character
  }
  return expanded
}
