import type { Api } from '#scanner/model/api.ts'
import type { LinkedTree, Pair, Reach, SourceFile } from '#scanner/model/linked.ts'
import { listSites } from './list-sites.ts'
import { pairSameFunction } from './pair-same-function.ts'
import { pairSameMember } from './pair-same-member.ts'
import { surveyTree } from './survey-tree.ts'
import { type TracedFunction, traceSites } from './trace-sites.ts'
import { traceWrappers } from './trace-wrappers.ts'

/** Facts of all files to sites and pairs. Pure; linear in the facts. */
export function linkTree(files: readonly SourceFile[], apiByName: ReadonlyMap<string, Api>): LinkedTree {
  const survey = surveyTree(files)
  const sites = listSites(files, apiByName, survey)
  const direct = traceSites(sites)
  const reaching = traceWrappers(direct)
  const pairs = strongestPairs([
    ...direct.flatMap(pairSameFunction),
    ...reaching.flatMap(pairSameFunction),
    ...pairSameMember([...direct, ...reaching]),
  ])
  return { files, survey, sites, pairs, reaches: reaching.flatMap(listReaches) }
}

function listReaches({ facts, acquires, releases }: TracedFunction): readonly Reach[] {
  return [...acquires, ...releases].flatMap(({ index, through: [line] }) =>
    line === undefined ? [] : [{ site: index, line, function: facts.name }],
  )
}

/** One pair for two sites: by the first rule that found it, which is the strongest. */
function strongestPairs(pairs: readonly Pair[]): readonly Pair[] {
  const found = new Map<string, Pair>()
  for (const pair of pairs) {
    const key = `${pair.acquire} ${pair.release}`
    if (!found.has(key)) found.set(key, pair)
  }
  return [...found.values()]
}
