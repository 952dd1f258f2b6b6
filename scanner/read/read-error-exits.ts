import type { ErrorExit } from '#scanner/model/facts.ts'
import type { Positions } from './positions.ts'
import { readGuards } from './read-guards.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** More ways out on an error than any function has that takes pages. */
const exitsMax = 64

/** `return -EINVAL;` and `return ERR_PTR(-ENOMEM);` under a condition: the ways out of a body that say they are errors. */
export function readErrorExits(
  tokens: Tokens,
  structure: Structure,
  positions: Positions,
  body: number,
): readonly ErrorExit[] {
  const range = structure.bodies[body]
  const exits: ErrorExit[] = []
  if (range === undefined) return exits
  for (let at = range.from; at < range.to && exits.length < exitsMax; at++) {
    if (tokens.kind[at] !== Token.word || structure.bodyOf[at] !== body || !isErrorReturn(tokens, at)) continue
    const guards = readGuards(tokens, structure, at)
    if (guards.length > 0) exits.push({ line: positions.at(tokens.start[at] ?? 0).line, guards })
  }
  return exits
}

function isErrorReturn(tokens: Tokens, at: number): boolean {
  if (tokens.text.charCodeAt(tokens.start[at] ?? 0) !== 114 || tokenText(tokens, at) !== 'return') return false
  let value = at + 1
  if (kindAt(tokens, value) === Token.word && tokenText(tokens, value) === 'ERR_PTR') value += 2
  if (kindAt(tokens, value) !== Char.minus || kindAt(tokens, value + 1) !== Token.word) return false
  return /^E[A-Z0-9]+$/.test(tokenText(tokens, value + 1))
}
