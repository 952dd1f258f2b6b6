import { controlWords } from './keywords.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

export type Mention = 'call' | 'declaration' | 'macro' | 'none'

/**
 * What a name followed by `(` is: a call, a declaration or definition at the top of the file, a macro of that name, or
 * none of these (a struct member's call, a declaration inside a body).
 */
export function classifyMention(tokens: Tokens, structure: Structure, index: number): Mention {
  const before = kindAt(tokens, index - 1)
  if (before === Char.dot || before === Token.arrow) return 'none'
  if (before === Token.defineOpen || before === Token.defineOpenWithParameters) return 'macro'
  const atTop = (structure.bodyOf[index] ?? -1) < 0
  const inBrackets = (structure.enclosing[index] ?? -1) >= 0
  if (atTop && !inBrackets) return isDeclarator(tokens, structure, index) ? 'declaration' : 'call'
  // first word of a macro's body: the macro's own name stands before it
  if (kindAt(tokens, index - 2) === Token.defineOpen) return 'call'
  if (before === Token.word) return controlWords.has(tokenText(tokens, index - 1)) ? 'call' : 'none'
  if (before === Char.star && declaresPointer(tokens, index - 1)) return 'none'
  return 'call'
}

/**
 * At the top of a file a name is declared or defined there: a type or a star stands before it. Else a bracket was lost
 * somewhere above, and what stands here is a statement of a function: better a call without a function than none.
 */
function isDeclarator(tokens: Tokens, structure: Structure, index: number): boolean {
  const before = kindAt(tokens, index - 1)
  if (before === Token.word) return !controlWords.has(tokenText(tokens, index - 1))
  return before === Char.star || before === 0 || structure.headOf.has(index)
}

/** `struct page *name(: the stars follow a type at the start of a statement, so that this is no product. */
function declaresPointer(tokens: Tokens, star: number): boolean {
  let at = star
  while (kindAt(tokens, at) === Char.star) at--
  if (kindAt(tokens, at) !== Token.word || controlWords.has(tokenText(tokens, at))) return false
  const before = kindAt(tokens, at - 1)
  return before === Token.word || before === Char.semicolon || before === Char.braceOpen || before === Char.braceClose
}
