import { findFunctionRange, type LineRange } from '#scanner/model/find-function-range.ts'

/** How much of a file is shown: what matters, the whole functions of it, everything. */
export const codeExtents = ['near', 'function', 'file'] as const
export type CodeExtent = (typeof codeExtents)[number]

/** A function of so many lines is shown whole. */
const wholeMax = 60
const linesAround = 12
/** Around lines that matter besides. */
const linesBeside = 3
/** A gap of so few lines is not worth its mark. */
const gapMax = 3
const partsMax = 40

/**
 * Which lines of a file a page shows: the function around `line` if it is short, else its head and some lines around; and some lines
 * around each of `others`, with the heads of their functions. In order, none twice.
 */
export function chooseExcerpt(
  lines: readonly string[],
  line: number,
  others: readonly number[],
  extent: CodeExtent = 'near',
): readonly LineRange[] {
  if (extent === 'file') return lines.length === 0 ? [] : [{ first: 1, last: lines.length }]
  const aroundLine = extent === 'function' ? wholeFunction : partOfFunction
  const wanted = [
    ...aroundLine(lines, line, linesAround),
    ...others
      .filter((other) => other >= 1 && other <= lines.length)
      .slice(0, partsMax)
      .flatMap((other) => aroundLine(lines, other, linesBeside)),
  ]
  return mergeRanges(
    wanted.map(({ first, last }) => ({ first: Math.max(1, first), last: Math.min(lines.length, last) })),
  )
}

function wholeFunction(lines: readonly string[], line: number, around: number): readonly LineRange[] {
  return [findFunctionRange(lines, line) ?? { first: line - around, last: line + around }]
}

function partOfFunction(lines: readonly string[], line: number, around: number): readonly LineRange[] {
  const body = findFunctionRange(lines, line)
  if (body === null) return [{ first: line - around, last: line + around }]
  if (body.last - body.first < wholeMax && around === linesAround) return [body]
  return [
    { first: body.first, last: Math.min(headEnd(lines, body), body.first + linesAround) },
    { first: Math.max(body.first, line - around), last: Math.min(body.last, line + around) },
  ]
}

/** Line of the bracket that opens the body. */
function headEnd(lines: readonly string[], { first, last }: LineRange): number {
  for (let line = first; line <= last; line++) if ((lines[line - 1] ?? '').includes('{')) return line
  return first
}

function mergeRanges(ranges: readonly LineRange[]): readonly LineRange[] {
  const merged: LineRange[] = []
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = merged.at(-1)
    if (range.last < range.first) continue
    if (before !== undefined && range.first <= before.last + 1 + gapMax) {
      merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, range.last) }
    } else merged.push(range)
  }
  return merged
}
