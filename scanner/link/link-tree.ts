import type { Api } from '#scanner/model/api.ts'
import type { LinkedTree, SourceFile } from '#scanner/model/linked.ts'
import { listSites } from './list-sites.ts'
import { pairSameFunction } from './pair-same-function.ts'
import { pairSameMember } from './pair-same-member.ts'
import { surveyTree } from './survey-tree.ts'
import { traceSites } from './trace-sites.ts'

/** Facts of all files to sites and pairs. Pure; linear in the facts. */
export function linkTree(files: readonly SourceFile[], apiByName: ReadonlyMap<string, Api>): LinkedTree {
  const survey = surveyTree(files)
  const sites = listSites(files, apiByName, survey)
  const functions = traceSites(sites)
  return { files, survey, sites, pairs: [...functions.flatMap(pairSameFunction), ...pairSameMember(functions)] }
}
