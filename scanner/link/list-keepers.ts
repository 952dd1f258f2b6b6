import { kernelPathOf } from '#scanner/model/kernel-path.ts'
import { isCore } from './resolve-callees.ts'
import { isPlainGup, type TracedFunction } from './trace-sites.ts'
import { traceStorers } from './trace-storers.ts'
import type { TracedPart } from './trace-tree.ts'

/** Who gives pages: a function of the file that took them, or one of another file that was given them itself. */
export type GivenBy = 'taker' | 'keeper'

/** What pages are given to that other files define or set; a member has a dot in front. */
export interface Keeper {
  /** Where it is called. */
  readonly path: string
  readonly name: string
  readonly givenBy: GivenBy
}

/**
 * What pages that acquires of a part take by address are given to, by name or through a member. What memory management hands on are not pages to
 * keep.
 */
export function listKeepers(part: TracedPart, traced: readonly TracedFunction[]): readonly Keeper[] {
  const takers = traced.filter(
    ({ file, acquires }) => acquires.some(({ site }) => isPlainGup(site)) && !isCore.test(kernelPathOf(file)),
  )
  if (takers.length === 0) return []
  const keepers = [...takers, ...traceStorers(takers, part)].flatMap((one) => {
    const { path } = one.file
    const givenBy = isOfOtherFile(one) ? 'keeper' : 'taker'
    return (one.facts.handsOn ?? []).flatMap((handed): readonly Keeper[] => {
      const [name = '', key = ''] = handed.split(' ')
      return one.acquires.some(({ site, names }) => isPlainGup(site) && names.has(key)) ? [{ path, name, givenBy }] : []
    })
  })
  return [...new Map(keepers.map((keeper) => [`${keeper.path} ${keeper.name} ${keeper.givenBy}`, keeper])).values()]
}

/** The pages came from another file. */
function isOfOtherFile({ file, given }: TracedFunction): boolean {
  for (let last = given; last !== undefined; last = last.from.given) if (last.from.file !== file) return true
  return false
}
