import type { Handover, Held } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { carriedNames, carriers } from './carried-names.ts'
import { isMember, type Mentions } from './find-mentions.ts'
import { followHanded, reachedArguments } from './follow-handed.ts'
import { readCalls, readResult } from './read-calls.ts'
import { readParameters } from './read-parameters.ts'
import type { Context, Reading } from './reading.ts'
import { Char, kindAt, Token, tokenText } from './tokens.ts'

/** Calls of kept functions by kept functions. */
export function joiningTokens(
  { tokens, structure }: Reading,
  { locals }: Mentions,
  naming: ReadonlySet<number>,
): readonly number[] {
  const called = new Set([...naming].map((index) => structure.bodies[index]?.name))
  return locals.filter((token) => called.has(tokenText(tokens, token)) && naming.has(structure.bodyOf[token] ?? -1))
}

/** Functions of the file that are handed what its rows carry, each with the parameters that carry it. */
export function handedBodies(
  reading: Reading,
  mentions: Mentions,
  naming: ReadonlySet<number>,
  joining: readonly number[],
): ReadonlyMap<number, ReadonlySet<string>> {
  const { tokens, structure, flowOf } = reading
  const carried = carriedNames(reading, [...carriers(mentions), ...joining], new Map())
  for (const body of naming) if (!carried.has(body)) carried.set(body, new Set())
  const keeping = keepingBodies(reading)
  for (const [body, parameters] of keeping) carried.set(body, new Set([...(carried.get(body) ?? []), ...parameters]))
  const callsIn = groupBy(mentions.locals, (token) => structure.bodyOf[token] ?? -1)
  return new Map([...keeping, ...followHanded(tokens, structure, { carried, callsIn, flowOf })])
}

/** Functions that another file gives its pages to keep, each with its parameters. */
function keepingBodies({ tokens, structure, names }: Reading): ReadonlyMap<number, ReadonlySet<string>> {
  const { keepers } = names.wrappers
  if (keepers.size === 0) return new Map()
  return new Map(
    structure.bodies.flatMap(({ name, kind, parametersOpen }, index) =>
      kind === 'function' && keepers.has(name)
        ? [[index, new Set(readParameters(tokens, structure.match, parametersOpen).map((one) => one.name))] as const]
        : [],
    ),
  )
}

/**
 * Calls that may hand pages on: of kept functions, of functions that are handed pages, and of wrappers of other files.
 * Only where an argument or the result is a value that is followed.
 */
export function handoverTokens(
  { tokens, structure, kept }: Context,
  { locals, wrappers }: Mentions,
  reached: ReadonlyMap<number, ReadonlySet<string>>,
): readonly number[] {
  const ofOthers = new Set(wrappers)
  const called = new Set(kept.bodies.map((index) => structure.bodies[index]?.name))
  const own = new Set(locals)
  const found: number[] = []
  for (const index of kept.bodies) {
    const body = structure.bodies[index]
    const followed = reached.get(index)
    if (body === undefined || followed === undefined) continue
    for (let token = body.from; token < body.to; token++) {
      if (tokens.kind[token] !== Token.word || kindAt(tokens, token + 1) !== Char.parenOpen) continue
      if (structure.bodyOf[token] !== index) continue
      if (own.has(token)) {
        if (called.has(tokenText(tokens, token))) found.push(token)
        continue
      }
      if (!ofOthers.has(token)) continue
      const result = readResult(tokens, structure, token)
      const isResultFollowed = result !== null && (result === 'return' || followed.has(result.base))
      if (isResultFollowed || reachedArguments(tokens, structure, token, followed).length > 0) found.push(token)
    }
  }
  return found.sort((a, b) => a - b)
}

/** Calls that may hand pages on, as facts; a member has a dot in front. */
export function readHandovers(
  context: Context,
  callTokens: readonly number[],
  heldAt: ReadonlyMap<number, Held>,
): readonly Handover[] {
  return readCalls(context, callTokens).flatMap((call, index): Handover[] => {
    const { line, function: inside, arguments: given, result } = call
    if (inside === null) return []
    const token = callTokens[index] ?? -1
    const callee = isMember(context.tokens, token) ? `.${call.callee}` : call.callee
    const held = heldAt.get(token)
    const handover = { line, callee, function: inside, arguments: given.map(({ path }) => path), result }
    return [held === undefined ? handover : { ...handover, held }]
  })
}
