import type { Api } from '#scanner/model/api.ts'
import type { BlobFacts, FunctionFacts, Handover } from '#scanner/model/facts.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { collectAliases } from './aliases.ts'
import type { Joins } from './summarize-functions.ts'
import { referencedKeys } from './takes-reference.ts'
import {
  byRole,
  fits,
  isBehind,
  lineOf,
  named,
  returnKey,
  type TracedFunction,
  type TracedSite,
} from './trace-sites.ts'

/** How a function hands pages of a site to its callers, or takes them: by a parameter or by what it returns. */
export interface Effect {
  readonly site: TracedSite
  /** Position of the parameter; `null` is the return value. */
  readonly parameter: number | null
  /** Members between the parameter and the pages: `.pgs` for `umem->pgs`. */
  readonly members: string
}

/** Wrappers of wrappers of wrappers: deeper ones are not found in the kernel. */
const depthMax = 6
/** More sites than any wrapper of the kernel reaches; what reaches more is odd input, and linking stays linear in it. */
const effectsMax = 64
/** A call, and whether it can mean no other function than the one it is listed for. */
export interface CallSite {
  readonly file: SourceFile
  readonly caller: FunctionFacts
  readonly call: Handover
  readonly isSure: boolean
}

/** What a call by this name in a file of a part may be of. */
export type CalledIn = (
  file: SourceFile,
  name: string,
) => readonly { readonly facts: FunctionFacts; readonly isSure: boolean }[]

/** Calls by the functions that they may be of. */
export type CallsOf = ReadonlyMap<FunctionFacts, readonly CallSite[]>

export interface WrapperOptions {
  readonly joins: Joins
  readonly callsOf: CallsOf
}

/**
 * Functions that reach sites by calling a wrapper: one that takes pages for its caller (they leave it by parameter or
 * return value) or drops its caller's. Wrappers are derived from what the code does; nothing is listed.
 *
 * Each answer is one function with the sites it reaches so, directly made ones included, so that the rules for pairs
 * within a function hold for it as they are. A function is looked at again only when one that it calls has changed.
 */
export function traceWrappers(
  functions: readonly TracedFunction[],
  { joins, callsOf }: WrapperOptions,
): readonly TracedFunction[] {
  const known = new Map<FunctionFacts, TracedFunction>(functions.map((traced) => [traced.facts, traced]))
  const reached = new Map<FunctionFacts, TracedFunction>()
  let changed = new Set<FunctionFacts>(known.keys())
  for (let round = 0; round < depthMax && changed.size > 0; round++) {
    const found = new Map<FunctionFacts, { readonly file: SourceFile; readonly sites: ReachedSite[] }>()
    for (const callee of changed) {
      const calls = callsOf.get(callee) ?? []
      const traced = known.get(callee)
      if (calls.length === 0 || traced === undefined) continue
      const effects = effectsOf(traced)
        .filter(({ site }) => site.through.length === round)
        .slice(0, effectsMax)
      if (effects.length === 0) continue
      for (const { file, caller, call, isSure } of calls) {
        const sites = reachedBy(call, effects, isSure)
        if (sites.length === 0) continue
        const entry = found.get(caller) ?? { file, sites: [] }
        found.set(caller, entry)
        entry.sites.push(...sites)
      }
    }
    changed = new Set()
    for (const [caller, { file, sites }] of found) {
      const before = known.get(caller) ?? emptyTrace(file, caller, joins)
      const traced = withReached(before, sites, joins)
      if (traced === before) continue
      known.set(caller, traced)
      reached.set(caller, traced)
      changed.add(caller)
    }
  }
  return [...reached.values()]
}

/** Pure; linear in the calls. */
export function listCalls(
  files: readonly SourceFile[],
  apiByName: ReadonlyMap<string, Api>,
  callees: CalledIn,
): CallsOf {
  const callsOf = new Map<FunctionFacts, CallSite[]>()
  for (const file of files) {
    const calls = handoversOf(file.facts, apiByName)
    for (const call of calls) {
      const caller = file.facts.functions[call.function]
      if (caller === undefined) continue
      for (const { facts: callee, isSure } of callees(file, call.callee)) {
        if (callee === caller) continue
        const known = callsOf.get(callee)
        if (known === undefined) callsOf.set(callee, [{ file, caller, call, isSure }])
        else known.push({ file, caller, call, isSure })
      }
    }
  }
  return callsOf
}

/** Handovers, and calls of names that the catalogue lists as wrappers of subsystems, which are read as calls. */
export function handoversOf(facts: BlobFacts, apiByName: ReadonlyMap<string, Api>): readonly Handover[] {
  const named = facts.calls.flatMap(({ callee, line, function: inside, arguments: given, result }): Handover[] =>
    inside === null || apiByName.get(callee)?.family !== 'subsystem'
      ? []
      : [{ callee, line, function: inside, arguments: given.map(({ path }) => path), result }],
  )
  return named.length === 0 ? facts.handovers : [...facts.handovers, ...named]
}

function emptyTrace(file: SourceFile, facts: FunctionFacts, joins: Joins): TracedFunction {
  return { file, facts, aliases: collectAliases(facts, new Set(), joins(facts)), acquires: [], releases: [] }
}

interface ReachedSite {
  readonly effect: Effect
  readonly isSure: boolean
  readonly call: Handover
  readonly key: string
}

/** The sites that a call reaches, by the name that the caller has for their pages. */
function reachedBy(call: Handover, effects: readonly Effect[], isSure: boolean): readonly ReachedSite[] {
  return effects.flatMap((effect) => {
    const key = keyAtCall(call, effect)
    return key === null ? [] : [{ effect, call, isSure, key: key + effect.members }]
  })
}

function keyAtCall(call: Handover, { parameter }: Effect): string | null {
  if (parameter !== null) {
    const path = call.arguments[parameter] ?? null
    return path === null ? null : valueKey(path)
  }
  if (call.result === 'return') return returnKey
  return call.result === null ? null : valueKey(call.result)
}

/** By which parameters, or as return value, the pages of a function's sites are its callers'. */
export const effectsOf = rememberBy((traced: TracedFunction): readonly Effect[] => {
  const { facts, aliases, acquires, releases } = traced
  const referenced = referencedKeys(traced)
  const returned = new Set(facts.returns.flatMap((path) => valueKey(path) ?? []).map((key) => aliases.find(key)))
  // an acquire that is also dropped here on every way out is not told from one that is dropped on errors only
  return [...acquires, ...releases].flatMap((site): Effect[] => {
    if (site.through.length >= depthMax || dropsItsOwn(site, traced, referenced)) return []
    const effects: Effect[] = []
    const isAcquire = site.site.api.role === 'acquire'
    if (isAcquire && (site.ownKey === returnKey || returned.has(site.key))) {
      effects.push({ site, parameter: null, members: '' })
    }
    for (const key of site.names.keys()) {
      const [base = '', ...members] = key.split('.')
      const parameter = facts.parameters.findIndex(({ name }) => name === base)
      if (parameter >= 0) effects.push({ site, parameter, members: members.map((member) => `.${member}`).join('') })
    }
    return effects
  })
})

/** A release of pages that its own function took before, by gup or otherwise: nothing of the caller's is dropped. */
function dropsItsOwn(
  dropped: TracedSite,
  { aliases, acquires }: TracedFunction,
  referenced: ReadonlySet<string>,
): boolean {
  const { site, key, names } = dropped
  if (site.api.role !== 'release') return false
  if (acquires.some((taken) => taken.key === key && fits(taken.site, site) && isBehind(taken, dropped))) return true
  return site.api.generic && (referenced.has(key) || aliases.bringsOwn(names.keys(), lineOf(dropped)))
}

function withReached(before: TracedFunction, found: readonly ReachedSite[], joins: Joins): TracedFunction {
  const all = [...before.acquires, ...before.releases]
  const have = new Set(all.map(({ index, ownKey }) => `${index} ${ownKey}`))
  const added: TracedSite[] = []
  for (const { effect, call, isSure, key } of found) {
    const name = `${effect.site.index} ${key}`
    if (have.has(name)) continue
    have.add(name)
    const { index, site, through } = effect.site
    const passage = {
      path: before.file.path,
      line: call.line,
      callee: call.callee,
      ...(isSure ? {} : { isUnsure: true }),
      ...(call.result === 'return' ? { isLast: true } : {}),
      ...(call.atScopeEnd ? { atScopeEnd: true } : {}),
    }
    added.push({ index, site, ownKey: key, key, names: new Map(), through: [passage, ...through] })
  }
  if (added.length === 0) return before
  // a value that a wrapper of an acquire returns is no other origin of the pages
  const origins = found.filter(({ effect }) => effect.site.site.api.role === 'acquire').map(({ call }) => call.callee)
  const own = before.acquires.map(({ site }) => site.api.name)
  const aliases = collectAliases(before.facts, new Set([...own, ...origins]), joins(before.facts))
  const traced = [...all, ...added].map((site) => named(site, aliases))
  return { file: before.file, facts: before.facts, aliases, ...byRole(traced) }
}
