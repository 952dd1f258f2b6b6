import type { Api } from '#scanner/model/api.ts'
import type { FunctionFacts } from '#scanner/model/facts.ts'
import type { LinkedTree, Pair, Site, SourceFile } from '#scanner/model/linked.ts'
import { listSites } from './list-sites.ts'
import { pairSameFunction } from './pair-same-function.ts'
import { surveyTree } from './survey-tree.ts'

/** Facts of all files to sites and pairs. Pure; linear in the facts. */
export function linkTree(files: readonly SourceFile[], apiByName: ReadonlyMap<string, Api>): LinkedTree {
  const survey = surveyTree(files)
  const sites = listSites(files, apiByName, survey)
  return { files, survey, sites, pairs: pairFunctions(sites) }
}

function pairFunctions(sites: readonly Site[]): readonly Pair[] {
  const byFunction = new Map<FunctionFacts, number[]>()
  sites.forEach((site, index) => {
    if (site.function === null) return
    const known = byFunction.get(site.function)
    if (known === undefined) byFunction.set(site.function, [index])
    else known.push(index)
  })
  return [...byFunction.values()].flatMap((ofFunction) => pairSameFunction(sites, ofFunction))
}
