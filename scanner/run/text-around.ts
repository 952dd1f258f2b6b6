import type { SiteText } from '#scanner/match/match-context.ts'
import { findFunctionRange } from '#scanner/model/find-function-range.ts'
import type { MatchSite } from '#scanner/model/match.ts'

/** Of a call outside any function. */
const linesAround = 10

/** The function that a call stands in, of the lines of its file. */
export function textAround(lines: readonly string[], { line, function: name }: MatchSite): SiteText {
  const range = name === null ? null : findFunctionRange(lines, line)
  const first = range?.first ?? Math.max(1, line - linesAround)
  return { lines: lines.slice(first - 1, range?.last ?? line + linesAround), at: line - first }
}
