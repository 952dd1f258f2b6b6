import type { Declaration } from '#scanner/model/facts.ts'
import { readParameters } from './read-parameters.ts'
import type { Context } from './reading.ts'
import { Char, Token, type Tokens, tokenText } from './tokens.ts'

/** A catalogue name that is declared or defined outside any body. */
export function readDeclaration({ tokens, structure, positions, bodyAt, armsOf }: Context, index: number): Declaration {
  const body = bodyAt.get(index)
  const isMacro = body?.kind === 'macro'
  const arms = armsOf(structure.armOf[index] ?? -1)
  return {
    name: tokenText(tokens, index),
    line: positions.at(tokens.start[index] ?? 0).line,
    kind: isMacro ? 'macro' : body === undefined ? 'declaration' : 'definition',
    static: body === undefined ? declaresStatic(tokens, index) : body.static && !isMacro,
    parameters: readParameters(tokens, structure.match, body === undefined ? index + 1 : body.parametersOpen),
    ...(arms.length === 0 ? {} : { arms }),
  }
}

function declaresStatic(tokens: Tokens, index: number): boolean {
  for (let at = index - 1; at >= 0 && index - at < 12; at--) {
    const kind = tokens.kind[at]
    if (kind !== Token.word && kind !== Char.star) return false
    if (kind === Token.word && tokenText(tokens, at) === 'static') return true
  }
  return false
}
