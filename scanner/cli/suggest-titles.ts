const suggestionsMax = 5
/** Shared pairs of letters, of all; below this two titles have little more than the language in common. */
const likenessMin = 0.45

/** Titles that may have been meant: those that hold the text, else those that are spelt much like it, best first. */
export function suggestTitles(text: string, titles: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase()
  const holding = titles.filter((title) => wanted !== '' && title.toLowerCase().includes(wanted))
  if (holding.length > 0) return holding.slice(0, suggestionsMax)
  const pairs = letterPairs(wanted)
  return titles
    .map((title) => ({ title, likeness: likenessOf(pairs, letterPairs(title.toLowerCase())) }))
    .filter(({ likeness }) => likeness >= likenessMin)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, suggestionsMax)
    .map(({ title }) => title)
}

function letterPairs(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_unused, at) => text.slice(at, at + 2)))
}

/** Dice's coefficient. */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length
  return (2 * shared) / Math.max(1, a.size + b.size)
}
