import { canonicalText } from './canonical-text.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** More conditions than a release ever hangs on. */
const guardsMax = 4
/** How far back conditions of one row are looked for, in tokens and brackets that are stepped over. */
const stepsMax = 400
/** Brackets around a row: deeper ones are odd input, and reading stays linear in it. */
const depthMax = 16

/**
 * The conditions of the `if`s around a token, innermost first, as text; behind an `else` with `!` in front. Loops and
 * the condition that the token itself stands in are left out.
 */
export function readGuards(tokens: Tokens, { match, enclosing, bodyOf }: Structure, index: number): readonly string[] {
  const guards: string[] = []
  const body = bodyOf[index] ?? -1
  let around = enclosing[index] ?? -1
  let at = index - 1
  let negated = false
  let depth = 0
  for (
    let step = 0;
    step < stepsMax && depth < depthMax && guards.length < guardsMax && at >= 0 && bodyOf[at] === body;
    step++
  ) {
    const kind = kindAt(tokens, at)
    const partner = match[at] ?? -1
    if (kind === Char.parenClose && partner >= 0 && partner < at) {
      if (isWord(tokens, partner - 1, 'if')) {
        const condition = canonicalText(tokens, partner + 1, at)
        guards.push(negated ? `!${condition}` : condition)
        negated = false
      }
      at = partner - 1
    } else if (kind === Token.word && isWord(tokens, at, 'else')) {
      negated = true
      // the block of the `if` is stepped over
      const end = match[at - 1] ?? -1
      at = kindAt(tokens, at - 1) === Char.braceClose && end >= 0 && end < at ? end - 1 : at - 1
      if (kindAt(tokens, at) === Char.semicolon) negated = false
    } else if (kind === Char.semicolon || kind === Char.braceClose || kind === Char.colon) {
      if (around < 0 || around > at) return guards
      at = around - 1
      around = enclosing[around] ?? -1
      negated = false
      depth++
    } else if (at === around) {
      at--
      depth++
      around = enclosing[around] ?? -1
    } else at--
  }
  return guards
}

function isWord(tokens: Tokens, index: number, word: string): boolean {
  return kindAt(tokens, index) === Token.word && tokenText(tokens, index) === word
}
