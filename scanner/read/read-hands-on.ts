import { valueKey } from '#scanner/model/value-key.ts'
import { argumentRanges, parseAccessPath } from './access-paths.ts'
import { isMember, type Mentions } from './find-mentions.ts'
import { controlWords } from './keywords.ts'
import type { Context } from './reading.ts'
import { Char, kindAt, Token, tokenText } from './tokens.ts'

/** More than any function of the kernel hands its pages to; what has more is odd input. */
const handsOnMax = 32

/**
 * By body: functions of other files that are given a value which may be pages that were taken here, and members that are called with one, each
 * with the value's name behind a space: `.get_mr sg`. What is called of this file is a handover.
 */
export function readHandsOn(
  { tokens, structure, names, kept }: Context,
  { callers }: Mentions,
  reached: ReadonlyMap<number, ReadonlySet<string>>,
): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  for (const index of kept.bodies) {
    const body = structure.bodies[index]
    const followed = reached.get(index)
    if (body === undefined || followed === undefined || followed.size === 0) continue
    const given = new Set<string>()
    for (let token = body.from; token < body.to && given.size < handsOnMax; token++) {
      if (tokens.kind[token] !== Token.word || kindAt(tokens, token + 1) !== Char.parenOpen) continue
      if (structure.bodyOf[token] !== index) continue
      const name = tokenText(tokens, token)
      const isOfMember = isMember(tokens, token)
      if (!isOfMember && (callers.has(name) || isKnown(name, names))) continue
      for (const range of argumentRanges(tokens, structure.match, token + 1, structure.match[token + 1] ?? -1)) {
        const path = parseAccessPath(tokens, structure.match, ...range)
        const key = path !== null && followed.has(path.base) ? valueKey(path) : null
        if (key !== null) given.add(`${isOfMember ? '.' : ''}${name} ${key}`)
      }
    }
    if (given.size > 0) found.set(index, given)
  }
  return found
}

/** What reading understands by itself, and macros that only ask something (`IS_ERR(page)`). */
function isKnown(name: string, { rows, helpers, transfers }: Context['names']): boolean {
  return rows.has(name) || helpers.has(name) || transfers.has(name) || controlWords.has(name) || !/[a-z]/.test(name)
}
