import { argumentRanges, parseAccessPath } from './access-paths.ts'
import { type Flow, reachedNames } from './read-flow.ts'
import { readParameters } from './read-parameters.ts'
import type { Structure } from './structure.ts'
import type { Tokens } from './tokens.ts'
import { tokenText } from './tokens.ts'

/** Functions that pages are handed down to in turn: one that stores them lies no deeper. */
const depthMax = 3
/** Beyond this a file is odd input, and reading stays linear in it. */
const handedMax = 128

/** Arms of a conditional define a function twice, hardly more often. */
const homonymsMax = 4

export interface HandedOptions {
  /** Bodies to start from, each with the names that its rows and wrappers carry. */
  readonly carried: ReadonlyMap<number, ReadonlySet<string>>
  /** Tokens of calls of functions of this file, by the body they stand in. */
  readonly callsIn: ReadonlyMap<number, readonly number[]>
  readonly flowOf: (body: number) => Flow
}

/**
 * Functions of the file that are handed what a row carries: `direct_alloc(pagevec)` stores it, `add_pfn(batch, pfn)`
 * too. For each its body and the parameters that carry the pages there; those in `carried` are not among them.
 */
export function followHanded(
  tokens: Tokens,
  structure: Structure,
  { carried, callsIn, flowOf }: HandedOptions,
): ReadonlyMap<number, ReadonlySet<string>> {
  const bodiesOf = new Map<string, number[]>()
  structure.bodies.forEach(({ name }, index) => {
    const known = bodiesOf.get(name)
    if (known === undefined) bodiesOf.set(name, [index])
    else if (known.length < homonymsMax) known.push(index)
  })
  const handed = new Map<number, Set<string>>()
  let level: ReadonlyMap<number, ReadonlySet<string>> = carried
  for (let depth = 0; depth < depthMax && level.size > 0; depth++) {
    const next = new Map<number, Set<string>>()
    for (const [body, names] of level) {
      const reached = reachedNames(flowOf(body).moves, names)
      for (const token of callsIn.get(body) ?? []) {
        const positions = reachedArguments(tokens, structure, token, reached)
        if (positions.length === 0) continue
        for (const callee of bodiesOf.get(tokenText(tokens, token)) ?? []) {
          if (carried.has(callee) || handed.has(callee) || handed.size + next.size >= handedMax) continue
          const parameters = readParameters(tokens, structure.match, structure.bodies[callee]?.parametersOpen ?? -1)
          const known = next.get(callee) ?? new Set()
          for (const position of positions) {
            const parameter = parameters[position]
            if (parameter !== undefined) known.add(parameter.name)
          }
          if (known.size > 0) next.set(callee, known)
        }
      }
    }
    for (const [body, names] of next) handed.set(body, names)
    level = next
  }
  return handed
}

/** Positions of a call's arguments that a reached name stands in. */
export function reachedArguments(
  tokens: Tokens,
  { match }: Structure,
  token: number,
  reached: ReadonlySet<string>,
): readonly number[] {
  return argumentRanges(tokens, match, token + 1, match[token + 1] ?? -1).flatMap((range, position) => {
    const path = parseAccessPath(tokens, match, ...range)
    return path !== null && reached.has(path.base) ? [position] : []
  })
}
