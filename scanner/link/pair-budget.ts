import type { FunctionFacts } from '#scanner/model/facts.ts'
import type { SourceFile } from '#scanner/model/linked.ts'

/** No function of a kernel has fifty pairs, and no file five hundred. */
const pairsOfFunctionMax = 2048
const pairsOfFileMax = 16_384

/** How many pairs may still be made: odd input stays small, and what is left out is a number. */
export interface PairBudget {
  /** Whether one more pair may be made by the release of a function; counts it either way. */
  readonly take: (file: SourceFile, inside: FunctionFacts | null) => boolean
  readonly leftOut: () => number
}

export function createPairBudget(): PairBudget {
  const made = new Map<SourceFile | FunctionFacts, number>()
  let leftOut = 0
  const hasRoom = (place: SourceFile | FunctionFacts, most: number) => (made.get(place) ?? 0) < most
  const count = (place: SourceFile | FunctionFacts) => made.set(place, (made.get(place) ?? 0) + 1)
  return {
    take: (file, inside) => {
      if (!hasRoom(file, pairsOfFileMax) || (inside !== null && !hasRoom(inside, pairsOfFunctionMax))) {
        leftOut++
        return false
      }
      count(file)
      if (inside !== null) count(inside)
      return true
    },
    leftOut: () => leftOut,
  }
}
