/** Moves labels along a line of `length` so that none is nearer to another than `gap`, as little as that takes; in the order given. */
export function spreadLabels(wanted: readonly number[], length: number, gap: number): readonly number[] {
  const placed: number[] = []
  for (const position of wanted) placed.push(Math.max(position, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + gap))
  let limit = length
  for (let i = placed.length - 1; i >= 0; i--) {
    placed[i] = Math.min(placed[i] ?? 0, limit)
    limit = (placed[i] ?? 0) - gap
  }
  return placed
}
