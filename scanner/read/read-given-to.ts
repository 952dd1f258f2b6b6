import { argumentRanges, parseAccessPath } from './access-paths.ts'
import { carriedNames } from './carried-names.ts'
import { isMember, type Mentions } from './find-mentions.ts'
import { controlWords } from './keywords.ts'
import type { Context } from './reading.ts'
import { Char, kindAt, Token, tokenText } from './tokens.ts'

/**
 * By body: calls of functions of other files that are given one of the names that its rows carry. All bodies in one pass, since they may lie
 * inside each other.
 */
export function readGivenTo(
  { tokens, structure, names }: Context,
  { callers, rows }: Mentions,
): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  const carriedIn = carriedNames({ tokens, structure }, rows, new Map())
  if (carriedIn.size === 0) return found
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind[token] !== Token.word || kindAt(tokens, token + 1) !== Char.parenOpen) continue
    const body = structure.bodyOf[token] ?? -1
    const carried = carriedIn.get(body)
    if (carried === undefined || isMember(tokens, token)) continue
    const name = tokenText(tokens, token)
    if (callers.has(name) || names.rows.has(name) || names.helpers.has(name) || names.transfers.has(name)) continue
    if (controlWords.has(name)) continue
    const given = found.get(body) ?? new Set()
    found.set(body, given)
    for (const range of argumentRanges(tokens, structure.match, token + 1, structure.match[token + 1] ?? -1)) {
      const path = parseAccessPath(tokens, structure.match, ...range)
      if (path !== null && carried.has(path.base)) given.add(`${name} ${path.base}`)
    }
  }
  return found
}
