import type { Reading } from './reading.ts'
import { Char, kindAt, Token, tokenText } from './tokens.ts'

/**
 * Pages of a function may lie in a variable of its file: names of those of a page's or folio's type, declared outside all functions, and of those of
 * any type that one of `bases` names.
 */
export function readVariables(
  { tokens, structure }: Pick<Reading, 'tokens' | 'structure'>,
  bases: ReadonlySet<string>,
): readonly string[] {
  const found = new Set<string>()
  for (let at = 1; at < tokens.count; at++) {
    if (tokens.kind[at] !== Token.word || (structure.bodyOf[at] ?? -1) >= 0 || (structure.enclosing[at] ?? -1) >= 0)
      continue
    const next = kindAt(tokens, at + 1)
    if (next !== Char.semicolon && next !== Char.bracketOpen && next !== Char.equals && next !== Char.comma) continue
    let before = at - 1
    while (kindAt(tokens, before) === Char.star) before--
    // `} name;` ends the type of a struct that has no name
    const isDeclared = kindAt(tokens, before) === Token.word || kindAt(tokens, before) === Char.braceClose
    if (!isDeclared) continue
    const name = tokenText(tokens, at)
    if (bases.has(name) || isOfPages(tokenText(tokens, before), kindAt(tokens, before - 1), before)) found.add(name)
  }
  return [...found]

  function isOfPages(type: string, kind: number, at: number): boolean {
    return kind === Token.word && tokenText(tokens, at - 1) === 'struct' && /^(?:page|folio)$/.test(type)
  }
}
