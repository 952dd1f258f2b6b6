import type { Parameter } from '#scanner/model/facts.ts'
import { argumentRanges } from './access-paths.ts'
import { canonicalText } from './canonical-text.ts'
import { isCleanupDefinition } from './cleanup-bodies.ts'
import { isDefiningMacro } from './keywords.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Parameters between the `(` at `open` and its partner; none for `(void)` and where the list never ends. */
export function readParameters(tokens: Tokens, match: Int32Array, open: number): readonly Parameter[] {
  const close = match[open] ?? -1
  if (open < 0 || close < 0) return []
  const ranges = argumentRanges(tokens, match, open, close)
  if (kindAt(tokens, open - 1) === Token.word && isCleanupDefinition(tokenText(tokens, open - 1))) {
    const type = ranges[1]
    return [{ name: '_T', type: type === undefined ? '' : canonicalText(tokens, ...type) }]
  }
  if (kindAt(tokens, open - 1) === Token.word && isDefiningMacro(tokenText(tokens, open - 1))) {
    return definingMacroParameters(tokens, ranges)
  }
  const parameters: Parameter[] = []
  for (const [from, to] of ranges) {
    const name = declaredNameToken(tokens, from, to)
    if (name < 0) continue
    const type = `${canonicalText(tokens, from, name)}${canonicalText(tokens, name + 1, to)}`
    if (type === '' && tokenText(tokens, name) === 'void') continue
    parameters.push({ name: tokenText(tokens, name), type })
  }
  return parameters
}

/** `SYSCALL_DEFINE2(name, type, parameter, type, parameter)`: a comma stands between type and name. */
function definingMacroParameters(tokens: Tokens, ranges: readonly [number, number][]): readonly Parameter[] {
  const parameters: Parameter[] = []
  for (let index = 1; index + 1 < ranges.length; index += 2) {
    const type = ranges[index]
    const name = ranges[index + 1]
    if (type === undefined || name === undefined) break
    parameters.push({ name: canonicalText(tokens, ...name), type: canonicalText(tokens, ...type) })
  }
  return parameters
}

/** The last word before an array bound; in `int (*callback)(…)` the word behind the star. */
function declaredNameToken(tokens: Tokens, from: number, to: number): number {
  let name = -1
  for (let at = from; at < to; at++) {
    const kind = tokens.kind[at]
    if (kind === Char.bracketOpen) break
    if (kind === Char.parenOpen) {
      if (kindAt(tokens, at + 1) === Char.star && kindAt(tokens, at + 2) === Token.word) return at + 2
      break
    }
    if (kind === Token.word) name = at
  }
  return name
}
