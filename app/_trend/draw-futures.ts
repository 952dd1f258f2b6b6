export interface DatedStep {
  readonly days: number
  /** Acquires by which less remain after it; below zero: more. */
  readonly net: number
}

/** Ways in which things may go on; one number for each. */
export interface Futures {
  /** Infinite where more comes in than goes. */
  daysUntilNone(remaining: number): readonly number[]
  /** Never below zero. */
  remainingAfter(remaining: number, days: number): readonly number[]
}

export const futureCount = 500

/** So many steps even out what single ones do. */
const stepsMax = 60

/**
 * Futures made of steps that were seen. Each first draws as many steps as there are, of which some come more than once and some not at all:
 * that is how far the rate itself may be off. Then it goes on with steps drawn from those, one by one: that is how uneven things are.
 * A bootstrap of the rate alone is too sure of itself over a few steps. The same for every reader: the seed is fixed.
 *
 * Drawn anew for each question: a page with back-tests draws a hundred thousand steps, which would be as many objects to collect.
 */
export function drawFutures(steps: readonly DatedStep[]): Futures {
  const count = steps.length
  const days = Float64Array.from(steps, (step) => step.days)
  const nets = Float64Array.from(steps, (step) => step.net)
  const world = new Uint16Array(count)

  const ask = (answer: (facts: WorldFacts) => number): readonly number[] => {
    const random = seededRandom(1)
    const drawn = () => world[Math.floor(random() * count)] ?? 0
    const answers: number[] = []
    for (let i = 0; i < futureCount; i++) {
      let allDays = 0
      let allNet = 0
      for (let j = 0; j < count; j++) {
        const step = Math.floor(random() * count)
        world[j] = step
        allDays += days[step] ?? 0
        allNet += nets[step] ?? 0
      }
      // steps of one moment alone say nothing of a rate
      if (allDays > 0) answers.push(answer({ stepDays: allDays / count, stepNet: allNet / count, drawn }))
    }
    return answers
  }

  return {
    daysUntilNone: (remaining) =>
      ask(({ stepDays, stepNet, drawn }) => {
        if (stepNet <= 0) return Number.POSITIVE_INFINITY
        const evenly = (remaining / stepNet) * stepDays
        if (remaining / stepNet > stepsMax) return evenly
        let left = remaining
        let passed = 0
        // of a world in which less and less remains nearly every walk ends long before
        for (let walked = 0; walked < stepsMax * 20; walked++) {
          const step = drawn()
          const net = nets[step] ?? 0
          if (net >= left) return passed + ((days[step] ?? 0) * left) / net
          left -= net
          passed += days[step] ?? 0
        }
        return evenly
      }),
    remainingAfter: (remaining, until) =>
      ask(({ stepDays, stepNet, drawn }) => {
        if (until / stepDays > stepsMax) return Math.max(0, remaining - (stepNet * until) / stepDays)
        let left = remaining
        let passed = 0
        for (let walked = 0; passed < until && walked < stepsMax * 20; walked++) {
          const step = drawn()
          const length = days[step] ?? 0
          const share = length > until - passed ? (until - passed) / length : 1
          left = Math.max(0, left - (nets[step] ?? 0) * share)
          passed += length
        }
        return left
      }),
  }
}

interface WorldFacts {
  /** Of its steps, on average. */
  readonly stepDays: number
  readonly stepNet: number
  /** One of its steps, by chance. */
  readonly drawn: () => number
}

/** Mulberry32: the same numbers for every reader of a page. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
