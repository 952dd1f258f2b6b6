/** Of tests that do something many times: all of it, or a part that a seed chooses. */
const share = Number(process.env.PINWATCH_LONG_SHARE ?? '1')
const seed = Number(process.env.PINWATCH_SEED ?? Date.now() % 1_000_000)
console.log(`PINWATCH_SEED=${seed} PINWATCH_LONG_SHARE=${share} repeat this run's moments.`)

/** Whether all of it is wanted. */
export const isWholeRun = share >= 1

/** How often of so many times, at least once. */
export const repetitions = (all: number): number => Math.max(1, Math.round(all * share))

let state = seed

/** From 0 to 1, the same for the same seed: mulberry32, whose numbers are even enough for moments. */
export function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

/** Some of many things, in their order: all of them, or as many as the share says. */
export function sample<T>(all: readonly T[]): readonly T[] {
  const count = repetitions(all.length)
  return all
    .map((one, at) => ({ one, at, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
