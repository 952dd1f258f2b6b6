import { apiByName } from '#scanner/model/catalogue/index.ts'

/** How often each run of three tokens stands in a text. */
export type Shingles = ReadonlyMap<string, number>

const shingleLength = 3

/**
 * What a text consists of, whatever its indentation, line breaks and comments. A call of the catalogue counts as its role alone, so that a
 * conversion does not make a function another one.
 */
export function shinglesOf(lines: readonly string[]): Shingles {
  const tokens = tokenize(lines)
  const shingles = new Map<string, number>()
  for (let at = 0; at < Math.max(1, tokens.length - shingleLength + 1); at++) {
    const shingle = tokens.slice(at, at + shingleLength).join(' ')
    if (shingle !== '') shingles.set(shingle, (shingles.get(shingle) ?? 0) + 1)
  }
  return shingles
}

function tokenize(lines: readonly string[]): readonly string[] {
  const text = lines
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/.*/g, ' ')
  return (text.match(/\w+|[^\s\w]/g) ?? []).map((token) => apiByName.get(token)?.role ?? token)
}

/** Dice's coefficient of two multisets: 0 if nothing is common, 1 if they are equal. Two empty ones have nothing in common. */
export function similarity(a: Shingles, b: Shingles): number {
  let common = 0
  for (const [shingle, count] of a) common += Math.min(count, b.get(shingle) ?? 0)
  const total = sizeOf(a) + sizeOf(b)
  return total === 0 ? 0 : (2 * common) / total
}

function sizeOf(shingles: Shingles): number {
  let size = 0
  for (const count of shingles.values()) size += count
  return size
}
