import { apiByName } from '#scanner/model/catalogue/index.ts'

/** How often each run of three tokens stands in a text. */
export interface Shingles {
  readonly counts: ReadonlyMap<string, number>
  /** Sum of the counts. */
  readonly size: number
}

const shingleLength = 3

/**
 * What a text consists of, whatever its indentation, line breaks and comments. A call of the catalogue counts as its role alone, and
 * a folio as a page, so that a conversion does not make a function another one.
 */
export function shinglesOf(lines: readonly string[]): Shingles {
  const tokens = tokenize(lines)
  const counts = new Map<string, number>()
  let size = 0
  for (let at = 0; at < Math.max(1, tokens.length - shingleLength + 1); at++) {
    const shingle = tokens.slice(at, at + shingleLength).join(' ')
    if (shingle === '') continue
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
    size++
  }
  return { counts, size }
}

function tokenize(lines: readonly string[]): readonly string[] {
  const text = lines
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/.*/g, ' ')
  return (text.match(/\w+|[^\s\w]/g) ?? []).flatMap((token) => {
    const role = apiByName.get(token)?.role
    return role === undefined ? token.split('_').map((word) => word.replace(/^folio(s?)$/, 'page$1')) : [role]
  })
}

/** Dice's coefficient of two multisets: 0 if nothing is common, 1 if they are equal. Two empty ones have nothing in common. */
export function similarity(a: Shingles, b: Shingles): number {
  const [small, large] = a.counts.size <= b.counts.size ? [a, b] : [b, a]
  let common = 0
  for (const [shingle, count] of small.counts) common += Math.min(count, large.counts.get(shingle) ?? 0)
  const total = a.size + b.size
  return total === 0 ? 0 : (2 * common) / total
}

/** What the similarity of two texts cannot be above, by their sizes alone. */
export function similarityMax(a: Shingles, b: Shingles): number {
  const total = a.size + b.size
  return total === 0 ? 0 : (2 * Math.min(a.size, b.size)) / total
}
