import type { Call } from '#scanner/model/facts.ts'
import { argumentRanges, parseLeftSide } from './access-paths.ts'
import { readGuards } from './read-guards.ts'
import { readArguments, variadicOf } from './read-variadic.ts'
import { readVariants } from './read-variants.ts'
import type { Context } from './reading.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Calls whose names stand at these tokens, with arguments, result, and how many of the name came before in functions of the name. */
export function readCalls(context: Context, mentions: readonly number[]): readonly Call[] {
  const { tokens, structure, positions, kept, count } = context
  const ordinals = new Map<string, number>()
  return mentions.map((index) => {
    const callee = tokenText(tokens, index)
    const bodyIndex = structure.bodyOf[index] ?? -1
    const key = `${structure.bodies[bodyIndex]?.name ?? ''}\n${callee}`
    const ordinal = (ordinals.get(key) ?? 0) + 1
    ordinals.set(key, ordinal)
    const open = openOf(tokens, structure, index)
    const close = structure.match[open] ?? -1
    if (close < 0 && open >= 0) count('unclosed-call')
    return {
      callee,
      ...positions.at(tokens.start[index] ?? 0),
      function: kept.indexOf.get(bodyIndex) ?? null,
      ordinal,
      arguments: readArguments(
        tokens,
        structure,
        argumentRanges(tokens, structure.match, open, close),
        variadicOf(tokens, structure, structure.bodies[bodyIndex]),
      ),
      result: open < 0 ? null : readResult(tokens, structure, firstOf(structure, index, open)),
      ...(open < 0 ? { isValue: true as const } : {}),
    }
  })
}

/**
 * The parenthesis behind a name that is called, which may stand in parentheses itself, alone or as one of two: `(*take)(x)`,
 * `(fast ? one : other)(x)`. -1 where it is not called.
 */
export function openOf(tokens: Tokens, { enclosing, match }: Structure, index: number): number {
  const next = kindAt(tokens, index + 1)
  if (next === Char.parenOpen) return index + 1
  if (next !== Char.parenClose && next !== Char.colon) return -1
  const group = enclosing[index] ?? -1
  const close = match[group] ?? -1
  if (kindAt(tokens, group) !== Char.parenOpen || kindAt(tokens, close + 1) !== Char.parenOpen) return -1
  if (kindAt(tokens, group - 1) === Token.word && tokenText(tokens, group - 1) !== 'return') return -1
  const before = kindAt(tokens, index - 1)
  const isAlone = next === Char.parenClose && (before === Char.star || index - 1 === group)
  return isAlone || before === Char.question || before === Char.colon ? close + 1 : -1
}

/** The first token of a call whose list of arguments opens at `open`. */
export function firstOf({ match }: Structure, index: number, open: number): number {
  return open === index + 1 ? index : (match[open - 1] ?? index)
}

/** Where the result of the call that begins at `first` goes: an lvalue, `return`, or nowhere that is followed. */
export function readResult(tokens: Tokens, structure: Structure, first: number): Call['result'] {
  let before = outOfArm(tokens, structure, first - 1)
  // casts in front of the call
  while (kindAt(tokens, before) === Char.parenClose && (structure.match[before] ?? -1) >= 0) {
    before = (structure.match[before] ?? 0) - 1
  }
  if (kindAt(tokens, before) === Char.equals) return parseLeftSide(tokens, structure.match, before)
  return kindAt(tokens, before) === Token.word && tokenText(tokens, before) === 'return' ? 'return' : null
}

/** `got =` in front of `#if`, behind which arms begin with calls: the token in front of the conditional. */
function outOfArm(tokens: Tokens, { arms, armOf }: Structure, at: number): number {
  const kind = kindAt(tokens, at)
  if (kind !== Token.conditionalOpen && kind !== Token.conditionalOpenDead && kind !== Token.conditionalElse) return at
  const arm = arms[armOf[at + 1] ?? -1]
  return (arm?.conditional ?? at) - 1
}

/** A row with what it depends on: conditions of the code, and of the preprocessor around it and in its arguments. */
export function withConditions({ tokens, structure, armsOf }: Context, call: Call, token: number): Call {
  const guards = readGuards(tokens, structure, token)
  const arms = armsOf(structure.armOf[token] ?? -1)
  const open = openOf(tokens, structure, token)
  const close = structure.match[open] ?? -1
  const variants = close < 0 ? null : readVariants(tokens, structure, open, close, armsOf)
  const first = variants?.[0]
  return {
    ...call,
    ...(first === undefined ? {} : { arguments: first.arguments }),
    ...(guards.length === 0 ? {} : { guards }),
    ...(arms.length === 0 ? {} : { arms }),
    ...(variants === null || variants.length < 2 ? {} : { variants }),
  }
}
