import type { Handover } from '#scanner/model/facts.ts'
import { argumentRanges, parseAccessPath } from './access-paths.ts'
import type { Positions } from './positions.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

const anyCleanup = /\b(?:__free|__cleanup|cleanup|__cleanup__|CLASS|guard)\s*\(/

/**
 * Calls that are made where a scope ends: of what `__free(name)` names, or `__cleanup(function)`, for the variable that
 * they stand behind; of the guard or class of `guard(name)(x)` and `CLASS(name, variable)(…)`. They stand on the line of the closing brace.
 */
export function readCleanups(
  tokens: Tokens,
  structure: Structure,
  positions: Positions,
  indexOf: ReadonlyMap<number, number>,
): readonly Handover[] {
  if (!anyCleanup.test(tokens.text)) return []
  const calls: Handover[] = []
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== Token.word || kindAt(tokens, at + 1) !== Char.parenOpen) continue
    const inside = indexOf.get(structure.bodyOf[at] ?? -1)
    const named = inside === undefined ? null : cleanupAt(tokens, structure, at)
    if (inside === undefined || named === null) continue
    const { match, enclosing } = structure
    const scope = scopeOf(tokens, enclosing, at)
    const end = scope < 0 ? (structure.bodies[structure.bodyOf[at] ?? -1]?.to ?? at) : (match[scope] ?? at)
    calls.push({
      line: positions.at(tokens.start[Math.max(at, Math.min(end, tokens.count - 1))] ?? 0).line,
      function: inside,
      ...named,
      result: null,
      atScopeEnd: true,
    })
  }
  return calls
}

/** The brace around a token, out of any parentheses. */
function scopeOf(tokens: Tokens, enclosing: Int32Array, at: number): number {
  let open = enclosing[at] ?? -1
  while (open >= 0 && kindAt(tokens, open) !== Char.braceOpen) open = enclosing[open] ?? -1
  return open
}

function cleanupAt(tokens: Tokens, { match }: Structure, at: number): Pick<Handover, 'callee' | 'arguments'> | null {
  const close = match[at + 1] ?? -1
  const callee = kindAt(tokens, at + 2) === Token.word ? tokenText(tokens, at + 2) : ''
  if (close < 0 || callee === '') return null
  switch (tokenText(tokens, at)) {
    case '__free':
      return ofVariable(tokens, at - 1, callee)
    // the function is given the variable's address
    case '__cleanup':
      return ofVariable(tokens, at - 1, callee)
    case 'cleanup':
    case '__cleanup__':
      return ofVariable(tokens, variableBefore(tokens, at), callee)
    case 'guard': {
      const [first] = argumentRanges(tokens, match, close + 1, match[close + 1] ?? -1)
      return { callee, arguments: [first === undefined ? null : parseAccessPath(tokens, match, ...first)] }
    }
    case 'CLASS': {
      const variable = argumentRanges(tokens, match, at + 1, close)[1]
      return variable === undefined ? null : ofVariable(tokens, variable[0], callee)
    }
    default:
      return null
  }
}

/** `struct page *page __attribute__((cleanup(f)))`: the name in front of the attribute. */
function variableBefore(tokens: Tokens, at: number): number {
  for (let back = at - 1; back > 0 && at - back < 6; back--) {
    if (tokens.kind[back] === Token.word && /^__attribute(?:__)?$/.test(tokenText(tokens, back))) return back - 1
  }
  return -1
}

function ofVariable(tokens: Tokens, at: number, callee: string): Pick<Handover, 'callee' | 'arguments'> | null {
  return kindAt(tokens, at) === Token.word ? { callee, arguments: [{ base: tokenText(tokens, at), steps: [] }] } : null
}
