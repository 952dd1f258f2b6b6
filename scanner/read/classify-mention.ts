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
  if (atTop && !inBrackets) return before === Char.equals ? 'call' : 'declaration'
  // first word of a macro's body: the macro's own name stands before it
  if (kindAt(tokens, index - 2) === Token.defineOpen) return 'call'
  if (before === Token.word) return controlWords.has(tokenText(tokens, index - 1)) ? 'call' : 'none'
  if (before === Char.star && declaresPointer(tokens, index - 1)) return 'none'
  return 'call'
}

/** `struct page *name(`: the stars follow a type at the start of a statement, so that this is no product. */
function declaresPointer(tokens: Tokens, star: number): boolean {
  let at = star
  while (kindAt(tokens, at) === Char.star) at--
  if (kindAt(tokens, at) !== Token.word || controlWords.has(tokenText(tokens, at))) return false
  const before = kindAt(tokens, at - 1)
  return before === Token.word || before === Char.semicolon || before === Char.braceOpen || before === Char.braceClose
}
