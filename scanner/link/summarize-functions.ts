import type { Api } from '#scanner/model/api.ts'
import type { BlobFacts, FunctionFacts, Handover } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SourceFile } from '#scanner/model/linked.ts'
import { rememberBy } from '#scanner/model/remember-by.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { collectAliases, type JoinedMove } from './aliases.ts'

/** Moves that calls make between values of a function, by what the called functions do. */
export type Joins = (facts: FunctionFacts) => readonly JoinedMove[]

/** A value that a function shares with its caller: of a parameter, or (`null`) what it returns. */
interface Shared {
  readonly parameter: number | null
  /** Members behind it: `.pages`. */
  readonly members: string
}

/** What a call does to its caller: `to` holds from now on what `from` held. */
interface Summary {
  readonly to: Shared
  readonly from: Shared
}

/** Functions that store through functions that store: deeper ones are not found in the kernel. */
const roundsMax = 2
/** Arms of a conditional define a function of a file twice, hardly more often. */
const armsMax = 4
/** More ways that a function joins its parameters in than any that only stores something. */
const summariesMax = 8

/**
 * What functions of a file do to the values of their callers, by their own moves: after `direct_alloc(pages)`, which
 * returns a struct with these pages in it, `wdata = direct_alloc(pagevec)` is a move from `pagevec` to `wdata.pages`.
 */
export function summarizeFunctions(files: readonly SourceFile[], apiByName: ReadonlyMap<string, Api>): Joins {
  const joined = new Map<FunctionFacts, readonly JoinedMove[]>()
  for (const file of files) {
    // a file that only drops pages stores none for its callers
    const takes = file.facts.calls.some(({ callee }) => apiByName.get(callee)?.role === 'acquire')
    if (!takes || file.facts.handovers.length === 0) continue
    for (const [facts, moves] of joinedIn(file.facts)) joined.set(facts, moves)
  }
  return (facts) => joined.get(facts) ?? noMoves
}

const noMoves: readonly JoinedMove[] = []

/** What a file says of its own functions does not depend on any other. */
const joinedIn = rememberBy(summarizeFile)

function summarizeFile({ functions, handovers }: BlobFacts): ReadonlyMap<FunctionFacts, readonly JoinedMove[]> {
  const joined = new Map<FunctionFacts, readonly JoinedMove[]>()
  const byName = groupBy(functions, ({ name }) => name)
  const callsOf = groupBy(
    handovers.filter(({ callee }) => byName.has(callee)),
    (call) => call.function,
  )
  if (callsOf.size === 0) return joined
  const called = new Set(
    [...new Set(handovers.map(({ callee }) => callee))].flatMap((name) => byName.get(name)?.slice(0, armsMax) ?? []),
  )
  const summaries = new Map<FunctionFacts, readonly Summary[]>()
  for (let round = 0; round < roundsMax; round++) {
    for (const callee of called) {
      // only what its own calls add is new after the first round
      if (round > 0 && !joined.has(callee)) continue
      const found = summarize(callee, joined.get(callee) ?? [])
      if (found.length > 0) summaries.set(callee, found)
    }
    if (summaries.size === 0) return joined
    for (const [index, calls] of callsOf) {
      const caller = functions[index]
      if (caller === undefined) continue
      const moves = calls.flatMap((call) =>
        (byName.get(call.callee) ?? [])
          .slice(0, armsMax)
          .flatMap((callee) =>
            callee === caller ? [] : (summaries.get(callee) ?? []).flatMap((summary) => atCall(call, summary) ?? []),
          ),
      )
      if (moves.length > 0) joined.set(caller, moves)
    }
  }
  return joined
}

function summarize(facts: FunctionFacts, joined: readonly JoinedMove[]): readonly Summary[] {
  const positions = new Map(facts.parameters.map(({ name }, index) => [name, index]))
  if (!mayJoin(facts, joined, positions)) return []
  const aliases = collectAliases(facts, new Set(), joined)
  const shared = new Map<string, Map<string, Shared>>()
  const add = (key: string, value: Shared) => {
    const ofClass = shared.get(aliases.find(key)) ?? new Map<string, Shared>()
    shared.set(aliases.find(key), ofClass.set(`${value.parameter}${value.members}`, value))
  }
  const filled = new Set<string>()
  const consider = (key: string, isFilled: boolean) => {
    const [base = '', ...members] = key.split('.')
    const parameter = positions.get(base)
    if (parameter === undefined) return
    const value = { parameter, members: members.map((member) => `.${member}`).join('') }
    if (isFilled) filled.add(`${parameter}${value.members}`)
    add(key, value)
  }
  for (const { to, from } of [...facts.moves.map(keysOf), ...joined]) {
    if (to === null || from === null) continue
    consider(to, true)
    consider(from, false)
  }
  for (const path of facts.returns) {
    const key = valueKey(path)
    if (key === null) continue
    filled.add('null')
    add(key, { parameter: null, members: '' })
    // members of what is returned: `wdata->pages = pages; return wdata`
    for (const { to, from } of [...facts.moves.map(keysOf), ...joined]) {
      if (to === null || from === null || !to.startsWith(`${key}.`)) continue
      const members = to.slice(key.length)
      filled.add(`null${members}`)
      add(to, { parameter: null, members })
    }
  }
  return [...shared.values()].flatMap((ofClass) => joinsOf(ofClass, filled)).slice(0, summariesMax)
}

/** Two parameters are moved, or one and there is a result: all else shares nothing with its caller. */
function mayJoin(
  { moves, returns }: FunctionFacts,
  joined: readonly JoinedMove[],
  positions: ReadonlyMap<string, number>,
): boolean {
  const moved = new Set<string>()
  for (const { to, from } of moves) {
    if (positions.has(to.base)) moved.add(to.base)
    if (positions.has(from.base)) moved.add(from.base)
  }
  return joined.length > 0 || moved.size > 1 || (moved.size > 0 && returns.length > 0)
}

function keysOf({ to, from, line }: FunctionFacts['moves'][number]): {
  readonly to: string | null
  readonly from: string | null
  readonly line: number
} {
  return { to: valueKey(to), from: valueKey(from), line }
}

/** From every value of a class that is only read to every one that is filled. */
function joinsOf(ofClass: ReadonlyMap<string, Shared>, filled: ReadonlySet<string>): readonly Summary[] {
  const sources = [...ofClass].filter(([name]) => !filled.has(name))
  const targets = [...ofClass].filter(([name]) => filled.has(name))
  return targets.flatMap(([, to]) =>
    sources.flatMap(([, from]) => (to.parameter === from.parameter ? [] : [{ to, from }])),
  )
}

function atCall(call: Handover, { to, from }: Summary): JoinedMove | null {
  const { parameter } = to
  const target = sharedAtCall(call, to)
  const source = sharedAtCall(call, from)
  return target === null || source === null || target === source
    ? null
    : { to: target, from: source, line: call.line, fills: parameter !== null }
}

function sharedAtCall(call: Handover, { parameter, members }: Shared): string | null {
  const path = parameter === null ? call.result : call.arguments[parameter]
  if (path === undefined || path === null || path === 'return') return null
  const key = valueKey(path)
  return key === null ? null : key + members
}
