import { argumentRanges } from './access-paths.ts'
import type { Body } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Macros of cleanup.h that define what happens at the end of a scope, and which of their arguments says it. */
const definitions: ReadonlyMap<string, number> = new Map([
  ['DEFINE_FREE', 2],
  ['DEFINE_CLASS', 2],
  ['EXTEND_CLASS', 2],
  ['DEFINE_GUARD', 3],
  ['DEFINE_LOCK_GUARD_0', 2],
  ['DEFINE_LOCK_GUARD_1', 3],
])

const anyDefinition = /\b(?:DEFINE|EXTEND)_(?:FREE|CLASS|(?:LOCK_)?GUARD\w*)\s*\(/

export function isCleanupDefinition(word: string): boolean {
  return definitions.has(word)
}

/** Macros and attributes whose argument is called where the scope of a variable ends. */
const uses: ReadonlySet<string> = new Set(['__free', '__cleanup', 'cleanup', '__cleanup__'])

/** Whether a name only says what is called at the end of a scope: `__free(name)`, `DEFINE_FREE(name, …)`. */
export function isCleanupArgument(tokens: Tokens, at: number): boolean {
  if (kindAt(tokens, at - 1) !== Char.parenOpen || kindAt(tokens, at - 2) !== Token.word) return false
  const word = tokenText(tokens, at - 2)
  return uses.has(word) || definitions.has(word)
}

/**
 * `DEFINE_FREE(name, type, if (_T) unpin_user_page(_T))`: a function of that name, whose parameter is `_T`, with the
 * statement as its body. Such functions are called where a scope ends.
 */
export function cleanupBodies(tokens: Tokens, match: Int32Array, bodyOf: Int32Array): readonly Body[] {
  if (!anyDefinition.test(tokens.text)) return []
  const bodies: Body[] = []
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== Token.word || kindAt(tokens, at + 1) !== Char.parenOpen || (bodyOf[at] ?? -1) >= 0) continue
    const nth = definitions.get(tokenText(tokens, at))
    if (nth === undefined) continue
    const ranges = argumentRanges(tokens, match, at + 1, match[at + 1] ?? -1)
    const code = ranges[nth]
    if (code === undefined || kindAt(tokens, at + 2) !== Token.word) continue
    bodies.push({
      kind: 'function',
      name: tokenText(tokens, at + 2),
      nameToken: at + 2,
      parametersOpen: at + 1,
      static: true,
      inline: true,
      from: code[0],
      to: code[1],
    })
  }
  return bodies
}
