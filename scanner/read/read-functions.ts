import type { Callers, FunctionFacts } from '#scanner/model/facts.ts'
import { isCleanupArgument } from './cleanup-bodies.ts'
import type { Mentions } from './find-mentions.ts'
import { readErrorExits } from './read-error-exits.ts'
import { selectFlow } from './read-flow.ts'
import type { Flows } from './read-flows.ts'
import { readParameters } from './read-parameters.ts'
import { variadicOf, withVariadic } from './read-variadic.ts'
import type { Context } from './reading.ts'
import type { Body, Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** The kept functions as facts, each with the moves of values that its calls carry. */
export function readFunctions(
  context: Context,
  reached: ReadonlyMap<number, ReadonlySet<string>>,
  {
    withRows,
    stepsOf,
    givenTo,
    handsOn,
  }: {
    readonly withRows: ReadonlySet<number>
    readonly stepsOf: Flows['steps']
    readonly givenTo: ReadonlyMap<number, ReadonlySet<string>>
    readonly handsOn: ReadonlyMap<number, ReadonlySet<string>>
  },
): readonly FunctionFacts[] {
  const { tokens, structure, positions, kept } = context
  const bodies = kept.bodies.flatMap((index) => structure.bodies[index] ?? [])
  const addressTaken = findAddressTaken(tokens, bodies)
  return bodies.map((body, index) => {
    const bodyIndex = kept.bodies[index] ?? -1
    const parameters = withVariadic(
      readParameters(tokens, structure.match, body.parametersOpen),
      variadicOf(tokens, structure, body),
    )
    const names = reached.get(bodyIndex)
    const flow = names === undefined || names.size === 0 ? null : selectFlow(context.flowOf(bodyIndex), names)
    const steps = stepsOf.get(bodyIndex)
    const errorExits = withRows.has(bodyIndex) ? readErrorExits(tokens, structure, positions, bodyIndex) : []
    const given = withRows.has(bodyIndex) ? [...(givenTo.get(bodyIndex) ?? [])] : []
    const handed = [...(handsOn.get(bodyIndex) ?? [])]
    const boolParameters = parameters.filter(({ type }) => /\bbool\b/.test(type)).map(({ name }) => name)
    return {
      name: body.name,
      kind: body.kind,
      line: positions.at(tokens.start[body.nameToken] ?? 0).line,
      endLine: positions.at(tokens.start[Math.min(body.to, tokens.count - 1)] ?? 0).line,
      static: body.static,
      inline: body.inline,
      oneStatement: isOneStatement(tokens, structure, body),
      parameters,
      locals: flow?.locals ?? [],
      bools: [...boolParameters, ...(flow?.bools ?? [])],
      flags: flow?.flags ?? [],
      moves: flow?.moves ?? [],
      returns: flow?.returns ?? [],
      addressTaken: addressTaken.has(body.name),
      ...(errorExits.length > 0 ? { errorExits } : {}),
      ...(given.length > 0 ? { givenTo: given } : {}),
      ...(handed.length > 0 ? { handsOn: handed } : {}),
      ...(steps === undefined ? {} : { steps }),
    }
  })
}

/** Of functions that are only handed pages not every caller is listed: they are left out. */
export function listCallers(
  { structure, kept }: Context,
  mentions: Mentions,
  naming: ReadonlySet<number>,
): readonly Callers[] {
  const names = new Set(
    [...naming].flatMap((index) => {
      const body = structure.bodies[index]
      return body?.static ? [body.name] : []
    }),
  )
  return [...names].flatMap((name) => {
    const callers = [...(mentions.callers.get(name) ?? [])].flatMap((caller) => kept.indexOf.get(caller) ?? [])
    return callers.length === 0 ? [] : { name, callers: callers.sort((a, b) => a - b) }
  })
}

/** `{ statement; }`: a single semicolon at the end and no block. */
function isOneStatement(tokens: Tokens, { match }: Structure, body: Body): boolean {
  if (body.kind !== 'function') return false
  for (let at = body.from; at < body.to; ) {
    const kind = tokens.kind[at]
    if (kind === Char.semicolon) return at === body.to - 1 && at > body.from
    if (kind === Char.braceOpen) return false
    const partner = match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return false
}

/** Which of the static functions are named elsewhere than in calls, so that callers may be anywhere. */
function findAddressTaken(tokens: Tokens, bodies: readonly Body[]): ReadonlySet<string> {
  const names = new Set(bodies.filter((body) => body.static && body.kind === 'function').map((body) => body.name))
  const lengths = new Set([...names].map((name) => name.length))
  const taken = new Set<string>()
  if (names.size === 0) return taken
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word || kindAt(tokens, index + 1) === Char.parenOpen) continue
    if (!lengths.has((tokens.end[index] ?? 0) - (tokens.start[index] ?? 0))) continue
    const before = kindAt(tokens, index - 1)
    if (before === Char.dot || before === Token.arrow || before === Token.word) continue
    // called where a scope ends, which is listed as a call
    if (isCleanupArgument(tokens, index)) continue
    const name = tokenText(tokens, index)
    if (names.has(name)) taken.add(name)
  }
  return taken
}
