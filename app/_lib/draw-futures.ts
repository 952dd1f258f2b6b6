import { sum } from 'd3-array'

export interface DatedStep {
  readonly days: number
  /** Acquires by which less remain after it; below zero: more. */
  readonly net: number
}

/** One way in which things may go on. */
export interface Future {
  /** Infinite if more comes in than goes. */
  daysUntilNone(remaining: number): number
  /** Never below zero. */
  remainingAfter(remaining: number, days: number): number
}

export const futureCount = 500

/** So many steps even out what single ones do. */
const stepsMax = 60

/**
 * Futures made of steps that were seen. Each first draws as many steps as there are, of which some come more than once and some not at all:
 * that is how far the rate itself may be off. Then it goes on with steps drawn from those, one by one: that is how uneven things are.
 * A bootstrap of the rate alone is too sure of itself over a few steps. The same for every reader: the seed is fixed.
 */
export function drawFutures(steps: readonly DatedStep[]): readonly Future[] {
  const random = seededRandom(1)
  const futures: Future[] = []
  for (let i = 0; i < futureCount; i++) {
    const world = steps.map(() => drawFrom(steps, random))
    // steps of one moment alone say nothing of a rate
    if (sum(world, ({ days }) => days) > 0) futures.push(makeFuture(world, Math.floor(random() * 2 ** 31)))
  }
  return futures
}

function makeFuture(world: readonly DatedStep[], seed: number): Future {
  const stepDays = sum(world, ({ days }) => days) / world.length
  const stepNet = sum(world, ({ net }) => net) / world.length
  return {
    daysUntilNone(remaining) {
      if (stepNet <= 0) return Number.POSITIVE_INFINITY
      if (remaining / stepNet > stepsMax) return (remaining / stepNet) * stepDays
      const random = seededRandom(seed)
      let left = remaining
      let passed = 0
      // of a world in which less and less remains nearly every walk ends long before
      for (let walked = 0; walked < stepsMax * 20; walked++) {
        const { days, net } = drawFrom(world, random)
        if (net >= left) return passed + (days * left) / net
        left -= net
        passed += days
      }
      return (remaining / stepNet) * stepDays
    },
    remainingAfter(remaining, days) {
      if (days / stepDays > stepsMax) return Math.max(0, remaining - (stepNet * days) / stepDays)
      const random = seededRandom(seed)
      let left = remaining
      let passed = 0
      for (let walked = 0; passed < days && walked < stepsMax * 20; walked++) {
        const step = drawFrom(world, random)
        const share = step.days > days - passed ? (days - passed) / step.days : 1
        left = Math.max(0, left - step.net * share)
        passed += step.days
      }
      return left
    },
  }
}

const drawFrom = (steps: readonly DatedStep[], random: () => number): DatedStep =>
  steps[Math.floor(random() * steps.length)] ?? { days: 0, net: 0 }

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
