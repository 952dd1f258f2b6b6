import type { Arms } from '#scanner/model/arms.ts'
import type { ReaderNames } from '#scanner/model/catalogue/index.ts'
import type { Alias } from '#scanner/model/facts.ts'
import type { Positions } from './positions.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Macros that name macros that name macros: longer chains are not followed. */
export const aliasDepthMax = 4

interface AliasReading {
  readonly tokens: Tokens
  readonly structure: Structure
  readonly positions: Positions
  readonly names: ReaderNames
  readonly armsOf: (arm: number) => Arms
}

/** Macros of the file that are other names of what calls are looked for: `#define XY_PIN_PAGES pin_user_pages`. */
export function readAliases({ tokens, structure, positions, names, armsOf }: AliasReading): readonly Alias[] {
  const { rows, wrappers } = names
  const candidates = structure.bodies.flatMap((body) => {
    if (body.kind !== 'macro' || body.parametersOpen >= 0) return []
    const target = onlyWord(tokens, body.from, body.to)
    return target < 0 ? [] : { body, to: tokenText(tokens, target) }
  })
  const known = new Set<string>()
  const isKnown = (name: string) =>
    rows.has(name) || wrappers.functions.has(name) || wrappers.aliases.has(name) || known.has(name)
  for (let depth = 0; depth < aliasDepthMax; depth++) {
    for (const { body, to } of candidates) if (isKnown(to)) known.add(body.name)
  }
  return candidates.flatMap(({ body, to }) => {
    if (!isKnown(to) || to === body.name) return []
    const arms = armsOf(structure.armOf[body.nameToken - 1] ?? -1)
    const { line } = positions.at(tokens.start[body.nameToken] ?? 0)
    return { name: body.name, to, line, ...(arms.length === 0 ? {} : { arms }) }
  })
}

/** The token of a body that is one word, in parentheses or not; -1 for any other. */
function onlyWord(tokens: Tokens, from: number, to: number): number {
  let first = from
  let last = to - 1
  while (first < last && kindAt(tokens, first) === Char.parenOpen && kindAt(tokens, last) === Char.parenClose) {
    first++
    last--
  }
  return first === last && kindAt(tokens, first) === Token.word ? first : -1
}
