export interface LineRange {
  /** From 1, both inclusive. */
  readonly first: number
  readonly last: number
}

/** No function of the kernel is longer. */
const linesMax = 3000

/**
 * The function around a line, told by kernel style alone: its brackets stand in the first column. `null` where that does not help. A
 * macro is its lines of continuation. Only chooses what a page shows: nothing is judged by it.
 */
export function findFunctionRange(lines: readonly string[], line: number): LineRange | null {
  const at = (number: number): string => lines[number - 1] ?? ''
  if (at(line).endsWith('\\') || at(line - 1).endsWith('\\')) return macroRange(lines, line)
  const open = findUp(
    line,
    (number) => opensBody(at(number)),
    (number) => number < line && at(number).startsWith('}'),
  )
  if (open === null) return null
  let last = line
  while (!at(last).startsWith('}')) if (++last > lines.length || last - open > linesMax) return null
  let first = open
  while (first > 1 && belongsToHead(at(first - 1))) first--
  return { first, last }
}

function macroRange(lines: readonly string[], line: number): LineRange {
  let first = line
  while (first > 1 && (lines[first - 2] ?? '').endsWith('\\')) first--
  let last = line
  while (last < lines.length && (lines[last - 1] ?? '').endsWith('\\')) last++
  return { first, last }
}

function findUp(from: number, found: (line: number) => boolean, stops: (line: number) => boolean): number | null {
  for (let line = from; line > 0 && from - line <= linesMax; line--) {
    if (stops(line)) return null
    if (found(line)) return line
  }
  return null
}

/** `{` alone, or a head that ends in it. */
const opensBody = (text: string): boolean => text.startsWith('{') || /^[A-Za-z_].*\{\s*$/.test(text)

/** A line that may be of a function's head: neither blank nor the end of what stands before. */
const belongsToHead = (text: string): boolean =>
  text.trim() !== '' && !/^[}#/]|^\s?\*|\*\/\s*$|[;:]\s*$/.test(text) && !text.startsWith('}')
