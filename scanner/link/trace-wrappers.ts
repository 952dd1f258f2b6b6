import type { FunctionFacts, Handover } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { collectAliases } from './aliases.ts'
import { byRole, returnKey, type TracedFunction, type TracedSite } from './trace-sites.ts'

/** How a function hands pages of a site to its callers, or takes them: by a parameter or by what it returns. */
interface Effect {
  readonly site: TracedSite
  /** Position of the parameter; `null` is the return value. */
  readonly parameter: number | null
  /** Members between the parameter and the pages: `.pgs` for `umem->pgs`. */
  readonly members: string
}

/** Wrappers of wrappers of wrappers: deeper ones are not found in the kernel. */
const depthMax = 3
/** More sites than any wrapper of the kernel reaches; what reaches more is odd input, and linking stays linear in it. */
const effectsMax = 64

/**
 * Functions that reach sites by calling a wrapper of the same file: one that takes pages for its caller (they leave it
 * by parameter or return value) or drops its caller's. Wrappers are derived from what the code does, round by round;
 * nothing is listed. Each answer is one function with the sites it reaches so, directly made ones included, so that
 * the rules for pairs within a function hold for it as they are.
 */
export function traceWrappers(functions: readonly TracedFunction[]): readonly TracedFunction[] {
  const known = new Map<FunctionFacts, TracedFunction>(functions.map((traced) => [traced.facts, traced]))
  const reached = new Map<FunctionFacts, TracedFunction>()
  const files = new Set(functions.map(({ file }) => file))
  for (const file of files) traceFile(file, known, reached)
  return [...reached.values()]
}

function traceFile(
  file: SourceFile,
  known: Map<FunctionFacts, TracedFunction>,
  reached: Map<FunctionFacts, TracedFunction>,
): void {
  const { functions, handovers } = file.facts
  if (handovers.length === 0) return
  const byName = groupBy(functions, ({ name }) => name)
  const callsOf = groupBy(handovers, (call) => call.function)
  // what a function hands over only changes when it is traced anew
  const effects = new Map<TracedFunction, readonly Effect[]>()
  const effectsOfCallee = (callee: FunctionFacts): readonly Effect[] => {
    const traced = known.get(callee)
    if (traced === undefined) return []
    const done = effects.get(traced) ?? effectsOf(traced).slice(0, effectsMax)
    effects.set(traced, done)
    return done
  }
  for (let round = 0; round < depthMax; round++) {
    let grew = false
    for (const [index, calls] of callsOf) {
      const facts = functions[index ?? -1]
      if (facts === undefined) continue
      const found = calls.flatMap((call) => reachedBy(call, byName.get(call.callee) ?? [], facts, effectsOfCallee))
      if (found.length === 0) continue
      const before = known.get(facts) ?? emptyTrace(file, facts)
      const traced = withReached(before, found)
      if (traced === before) continue
      known.set(facts, traced)
      reached.set(facts, traced)
      grew = true
    }
    if (!grew) return
  }
}

function emptyTrace(file: SourceFile, facts: FunctionFacts): TracedFunction {
  return { file, facts, aliases: collectAliases(facts, new Set()), acquires: [], releases: [] }
}

interface ReachedSite {
  readonly effect: Effect
  readonly call: Handover
  readonly key: string
}

/** The sites that a call reaches, by the name that the caller has for their pages. */
function reachedBy(
  call: Handover,
  callees: readonly FunctionFacts[],
  caller: FunctionFacts,
  effectsOfCallee: (callee: FunctionFacts) => readonly Effect[],
): readonly ReachedSite[] {
  return callees.flatMap((callee) => {
    return (callee === caller ? [] : effectsOfCallee(callee)).flatMap((effect) => {
      const key = keyAtCall(call, effect)
      return key === null ? [] : [{ effect, call, key: key + effect.members }]
    })
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
function effectsOf({ facts, aliases, acquires, releases }: TracedFunction): readonly Effect[] {
  const returned = new Set(facts.returns.flatMap((path) => valueKey(path) ?? []).map((key) => aliases.find(key)))
  // an acquire that is also dropped here on every way out is not told from one that is dropped on errors only
  return [...acquires, ...releases].flatMap((site): Effect[] => {
    if (site.through.length >= depthMax) return []
    const effects: Effect[] = []
    const isAcquire = site.site.api.role === 'acquire'
    if (isAcquire && (site.ownKey === returnKey || returned.has(site.key))) {
      effects.push({ site, parameter: null, members: '' })
    }
    for (const key of new Set([site.ownKey, ...aliases.namesOf(site.ownKey)])) {
      const [base = '', ...members] = key.split('.')
      const parameter = facts.parameters.findIndex(({ name }) => name === base)
      if (parameter >= 0) effects.push({ site, parameter, members: members.map((member) => `.${member}`).join('') })
    }
    return effects
  })
}

function withReached(before: TracedFunction, found: readonly ReachedSite[]): TracedFunction {
  const all = [...before.acquires, ...before.releases]
  const have = new Set(all.map(({ index, ownKey }) => `${index} ${ownKey}`))
  const added: TracedSite[] = []
  for (const { effect, call, key } of found) {
    const name = `${effect.site.index} ${key}`
    if (have.has(name)) continue
    have.add(name)
    const { index, site, through } = effect.site
    added.push({ index, site, ownKey: key, key, through: [call.line, ...through] })
  }
  if (added.length === 0) return before
  // a value that a wrapper of an acquire returns is no other origin of the pages
  const origins = found.filter(({ effect }) => effect.site.site.api.role === 'acquire').map(({ call }) => call.callee)
  const own = before.acquires.map(({ site }) => site.api.name)
  const aliases = collectAliases(before.facts, new Set([...own, ...origins]))
  const traced = [...all, ...added].map((site) => ({ ...site, key: aliases.find(site.ownKey) }))
  return { file: before.file, facts: before.facts, aliases, ...byRole(traced) }
}
