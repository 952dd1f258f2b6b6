import type { Api } from '#scanner/model/api.ts'
import type { Site, SourceFile, Survey } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { listSites } from './list-sites.ts'
import { type FilePart, partFiles } from './part-files.ts'
import { type AliasResolver, aliasResolver, headerAliases } from './resolve-aliases.ts'
import { type Callee, type CalleeResolver, calleeResolver } from './resolve-callees.ts'
import { type Joins, summarizeFunctions } from './summarize-functions.ts'
import { surveyTree } from './survey-tree.ts'
import { type TracedFunction, traceSites } from './trace-sites.ts'
import { type CallsOf, listCalls, traceWrappers } from './trace-wrappers.ts'

/** The sites of a tree, and how functions reach them: what the rules for pairs begin with. */
export interface Trace {
  readonly survey: Survey
  readonly parts: readonly TracedPart[]
}

/** The sites of files that no other file reaches. The very same object as long as nothing has changed that it depends on. */
export interface TracedPart extends FilePart {
  readonly apiByName: ReadonlyMap<string, Api>
  readonly sites: readonly Site[]
  readonly joins: Joins
  readonly callsOf: CallsOf
  readonly direct: readonly TracedFunction[]
  readonly reaching: readonly TracedFunction[]
}

/**
 * Pure; linear in the facts. Of a tree that was traced before only what changed facts can reach is traced anew: a part is known by its files,
 * by what their calls mean and by what the tree declares for all.
 */
export function traceTree(files: readonly SourceFile[], apiByName: ReadonlyMap<string, Api>): Trace {
  const survey = surveyTree(files)
  const aliases = aliasResolver(files)
  const callees = calleeResolver(files, apiByName, aliases)
  const world: World = { apiByName, survey, aliases, callees, key: keyOfWorld(files, survey) }
  const parts = partFiles(files, apiByName, callees).map((part) => recall(part, world) ?? tracePart(part, world))
  return { survey, parts }
}

/** What the tree says to all of its files. */
interface World {
  readonly apiByName: ReadonlyMap<string, Api>
  readonly survey: Survey
  readonly aliases: AliasResolver
  readonly callees: CalleeResolver
  /** Equal where survey and aliases say the same. */
  readonly key: string
}

function keyOfWorld(files: readonly SourceFile[], { declared, signatures }: Survey): string {
  return JSON.stringify([[...declared], [...signatures], headerAliases(files)])
}

interface KnownPart {
  readonly part: TracedPart
  readonly worldKey: string
}

/** A tree is traced by itself and together with what was looked at again: each has its own parts. */
const knownMax = 4

/** The last parts by their first file, so that they are kept as long as facts are. */
const knownFrom = rememberBy<SourceFile, KnownPart[]>(() => [])

function recall({ files, callees }: FilePart, { key, apiByName }: World): TracedPart | null {
  const [first] = files
  if (first === undefined) return null
  const found = knownFrom(first).find(
    ({ part, worldKey }) =>
      worldKey === key &&
      part.apiByName === apiByName &&
      part.files.length === files.length &&
      part.callees.length === callees.length &&
      files.every((file, index) => file === part.files[index]) &&
      callees.every((callee, index) => isSameCallee(callee, part.callees[index])),
  )
  return found?.part ?? null
}

function isSameCallee(one: Callee, other: Callee | undefined): boolean {
  return one.facts === other?.facts && one.path === other.path && one.isSure === other.isSure
}

function tracePart(part: FilePart, world: World): TracedPart {
  const { files } = part
  const { apiByName, survey, aliases, callees } = world
  const sites = listSites(files, apiByName, survey, aliases)
  const joins = summarizeFunctions(files, apiByName)
  const direct = traceSites(sites, joins)
  const callsOf = listCalls(files, apiByName, callees)
  const reaching = traceWrappers(direct, { joins, callsOf })
  const traced = { ...part, apiByName, sites, joins, callsOf, direct, reaching }
  const [first] = files
  if (first !== undefined) {
    const known = knownFrom(first)
    known.unshift({ part: traced, worldKey: world.key })
    known.length = Math.min(known.length, knownMax)
  }
  return traced
}
