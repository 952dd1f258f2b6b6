import type { AccessPath } from '#scanner/model/access-path.ts'
import type { Callback } from '#scanner/model/facts.ts'
import { argumentRanges, parseAccessPath, parseLeftSide } from './access-paths.ts'
import { controlWords } from './keywords.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** How the name of a function at a token is handed on; `null` if it is named for another reason. */
export function readCallback(
  tokens: Tokens,
  structure: Structure,
  index: number,
): Pick<Callback, 'as' | 'owner' | 'nth' | 'isMember'> | null {
  let before = index - 1
  if (kindAt(tokens, before) === Char.ampersand) before--
  if (kindAt(tokens, before) === Char.equals) return readStored(tokens, structure, before)
  return readPassed(tokens, structure, index)
}

/** `bio->bi_end_io = done`, or `.release = done` in the initialiser of a table. */
function readStored(
  tokens: Tokens,
  structure: Structure,
  equals: number,
): Pick<Callback, 'as' | 'owner' | 'isMember'> | null {
  const member = equals - 1
  if (kindAt(tokens, member) !== Token.word) return null
  const dot = kindAt(tokens, member - 1)
  const isInitialiser = dot === Char.dot && !isOperandEnd(tokens, member - 2)
  if (isInitialiser)
    return { as: tokenText(tokens, member), isMember: true, owner: tableName(tokens, structure, member) }
  const path = parseLeftSide(tokens, structure.match, equals)
  const last = path?.steps.at(-1)
  if (path === null || last === undefined || !last.startsWith('.')) return null
  return { as: last.slice(1), isMember: true, owner: { base: path.base, steps: path.steps.slice(0, -1) } }
}

function isOperandEnd(tokens: Tokens, index: number): boolean {
  const kind = kindAt(tokens, index)
  return kind === Token.word || kind === Char.parenClose || kind === Char.bracketClose
}

/** `static const struct ops table = {`: the declared name in front of the brace around a member. */
function tableName(tokens: Tokens, structure: Structure, member: number): AccessPath | null {
  const brace = structure.enclosing[member] ?? -1
  if (brace < 1 || kindAt(tokens, brace - 1) !== Char.equals) return null
  return parseLeftSide(tokens, structure.match, brace - 1)
}

/** `kref_put(&x->ref, done)`, `INIT_WORK(&x->work, done)`: together with the first argument that is a value. */
function readPassed(
  tokens: Tokens,
  structure: Structure,
  index: number,
): Pick<Callback, 'as' | 'owner' | 'nth'> | null {
  const open = structure.enclosing[index] ?? -1
  if (kindAt(tokens, open) !== Char.parenOpen || kindAt(tokens, open - 1) !== Token.word) return null
  const as = tokenText(tokens, open - 1)
  if (controlWords.has(as)) return null
  const ranges = argumentRanges(tokens, structure.match, open, structure.match[open] ?? -1)
  const first = ranges[0]
  const nth = ranges.findIndex(([from, to]) => from <= index && index < to)
  const owner = first === undefined || first[0] === index ? null : parseAccessPath(tokens, structure.match, ...first)
  return nth < 0 ? { as, owner } : { as, owner, nth }
}
