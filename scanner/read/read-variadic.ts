import type { AccessPath } from '#scanner/model/access-path.ts'
import type { Argument, Parameter } from '#scanner/model/facts.ts'
import { variadicNames } from '#scanner/model/variadic.ts'
import { parseAccessPath } from './access-paths.ts'
import { canonicalText } from './canonical-text.ts'
import type { Body, Structure } from './structure.ts'
import { kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** How a macro calls what it is given beyond its named parameters; `null` if it takes no more. */
export function variadicOf(tokens: Tokens, { match }: Structure, body: Body | undefined): string | null {
  if (body?.kind !== 'macro' || body.parametersOpen < 0) return null
  const last = (match[body.parametersOpen] ?? 0) - 1
  if (kindAt(tokens, last) !== Token.ellipsis) return null
  return kindAt(tokens, last - 1) === Token.word ? tokenText(tokens, last - 1) : '__VA_ARGS__'
}

/** Parameters with one for each value that a variadic macro is given beyond the named ones. */
export function withVariadic(parameters: readonly Parameter[], variadic: string | null): readonly Parameter[] {
  if (variadic === null) return parameters
  const given = variadicNames(variadic).map((name): Parameter => ({ name, type: '...' }))
  return [...parameters.filter(({ name }) => name !== variadic), ...given]
}

/** Arguments of a call; those that a variadic macro hands on are one each. */
export function readArguments(
  tokens: Tokens,
  { match }: Structure,
  ranges: readonly (readonly [number, number])[],
  variadic: string | null,
): readonly Argument[] {
  return ranges.flatMap(([from, to]): readonly Argument[] => {
    if (variadic !== null && isAlone(tokens, from, to, variadic)) return variadicNames(variadic).map(asArgument)
    return [{ text: canonicalText(tokens, from, to), path: parseAccessPath(tokens, match, from, to) }]
  })
}

/** `__VA_ARGS__`, `##__VA_ARGS__`. */
function isAlone(tokens: Tokens, from: number, to: number, name: string): boolean {
  const words = Array.from({ length: to - from }, (_, index) => from + index).filter(
    (at) => tokens.kind[at] === Token.word,
  )
  return words.length === 1 && words[0] === to - 1 && tokenText(tokens, to - 1) === name
}

function asArgument(name: string): Argument {
  const path: AccessPath = { base: name, steps: [] }
  return { text: name, path }
}
