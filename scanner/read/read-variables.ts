import type { Reading } from './reading.ts'
import { Char, kindAt, Token, tokenText } from './tokens.ts'

/** Pages of a function may lie in a variable of its file: names of those of a page's or folio's type, declared outside all functions. */
export function readVariables({ tokens, structure }: Pick<Reading, 'tokens' | 'structure'>): readonly string[] {
  const found = new Set<string>()
  for (let at = 1; at < tokens.count; at++) {
    if (tokens.kind[at] !== Token.word || (structure.bodyOf[at] ?? -1) >= 0 || (structure.enclosing[at] ?? -1) >= 0)
      continue
    if (kindAt(tokens, at - 1) !== Token.word || tokenText(tokens, at - 1) !== 'struct') continue
    if (!/^(?:page|folio)$/.test(tokenText(tokens, at))) continue
    let name = at + 1
    while (kindAt(tokens, name) === Char.star) name++
    const next = kindAt(tokens, name + 1)
    const isVariable =
      next === Char.semicolon || next === Char.bracketOpen || next === Char.equals || next === Char.comma
    if (kindAt(tokens, name) === Token.word && isVariable) found.add(tokenText(tokens, name))
  }
  return [...found]
}
