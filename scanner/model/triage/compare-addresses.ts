import type { SiteAddress } from './triage.ts'

/** Order of a triage file: path, function (none first), API, ordinal; texts by their UTF-8 bytes, as git and `LC_ALL=C sort` do. */
export const compareAddresses = (a: SiteAddress, b: SiteAddress): number =>
  compareTexts(a.path, b.path) ||
  compareTexts(a.function ?? '', b.function ?? '') ||
  compareTexts(a.api, b.api) ||
  a.ordinal - b.ordinal

/** The order of UTF-8 bytes is that of code points, which JavaScript's own order of 16-bit units is not. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  const left = [...a]
  const right = [...b]
  const at = left.findIndex((character, index) => character !== right[index])
  return at < 0 ? left.length - right.length : (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1)
}
