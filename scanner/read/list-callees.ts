import { controlWords } from './keywords.ts'
import { lex } from './lex.ts'
import { readStructure } from './structure.ts'
import { Char, kindAt, Token, tokenText } from './tokens.ts'

/**
 * What each function of a file calls, by name: functions, macros and members alike, as written. Of functions of one name, as the arms of a
 * conditional have them, all together. Macros are no functions here.
 */
export function listCallees(bytes: Buffer): ReadonlyMap<string, ReadonlySet<string>> {
  const { tokens } = lex(bytes.toString('latin1'))
  const { bodies } = readStructure(tokens, () => {})
  const calleesOf = new Map<string, Set<string>>()
  for (const { kind, name, from, to } of bodies) {
    if (kind !== 'function') continue
    const callees = calleesOf.get(name) ?? new Set<string>()
    calleesOf.set(name, callees)
    for (let at = from; at < to; at++) {
      if (tokens.kind[at] !== Token.word || kindAt(tokens, at + 1) !== Char.parenOpen) continue
      const callee = tokenText(tokens, at)
      if (!controlWords.has(callee)) callees.add(callee)
    }
  }
  return calleesOf
}
