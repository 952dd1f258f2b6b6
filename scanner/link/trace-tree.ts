import type { Api } from '#scanner/model/api.ts'
import type { Site, SourceFile, Survey } from '#scanner/model/linked.ts'
import { listSites } from './list-sites.ts'
import { aliasResolver } from './resolve-aliases.ts'
import { calleeResolver } from './resolve-callees.ts'
import { type Joins, summarizeFunctions } from './summarize-functions.ts'
import { surveyTree } from './survey-tree.ts'
import { type TracedFunction, traceSites } from './trace-sites.ts'
import { traceWrappers } from './trace-wrappers.ts'

/** The sites of a tree, and how functions reach them: what the rules for pairs begin with. */
export interface Trace {
  readonly survey: Survey
  readonly sites: readonly Site[]
  readonly joins: Joins
  readonly direct: readonly TracedFunction[]
  readonly reaching: readonly TracedFunction[]
}

/** Pure; linear in the facts. */
export function traceTree(files: readonly SourceFile[], apiByName: ReadonlyMap<string, Api>): Trace {
  const survey = surveyTree(files)
  const aliases = aliasResolver(files)
  const sites = listSites(files, apiByName, survey, aliases)
  const joins = summarizeFunctions(files, apiByName)
  const direct = traceSites(sites, joins)
  const callees = calleeResolver(files, apiByName, aliases)
  return { survey, sites, joins, direct, reaching: traceWrappers(direct, files, apiByName, { joins, callees }) }
}
