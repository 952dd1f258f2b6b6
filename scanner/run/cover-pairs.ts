import type { Coverage } from '#scanner/model/coverage.ts'
import type { LinkedTree } from '#scanner/model/linked.ts'

/** The coverage of reading, with the pairs that linking has left out. */
export function coverPairs(coverage: Coverage, { pairsLeftOut }: Pick<LinkedTree, 'pairsLeftOut'>): Coverage {
  if (pairsLeftOut === 0) return coverage
  return { ...coverage, problems: { ...coverage.problems, 'pairs-left-out': pairsLeftOut } }
}
