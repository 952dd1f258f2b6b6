import type { Alias } from '#scanner/model/facts.ts'
import { controlWords } from './keywords.ts'
import { openOf } from './read-calls.ts'
import type { Reading } from './reading.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Functions that are named without being called where they are named. */
export interface Pointers {
  /** Variables and members that hold a function: other names of it, each where it holds. */
  readonly aliases: readonly Alias[]
  /** Calls through these, by the token of the name. */
  readonly calls: readonly number[]
  /** Acquires that are handed on, or kept where this file does not call them: the mention is all there is to see. */
  readonly values: readonly number[]
}

const none: Pointers = { aliases: [], calls: [], values: [] }

/** A variable or member that a function is put into. */
interface Holder {
  readonly name: string
  readonly isMember: boolean
  /** Body that the variable belongs to; -1: the file. */
  readonly body: number
}

/**
 * What becomes of a row's function where it is used as a value: `int (*take)(…) = get_user_pages_fast;`, `.take = get_user_pages_fast`,
 * `register_taker(get_user_pages_fast)`, `take = lookup("get_user_pages_fast")`. Calls through a variable of the same function or file, or through a member of that name in this file,
 * are calls of the function. Linear: files without such a mention are looked at once.
 */
export function readPointers(
  reading: Pick<Reading, 'tokens' | 'structure' | 'positions' | 'names' | 'armsOf'>,
): Pointers {
  const { tokens, structure, positions, names, armsOf } = reading
  const mentions = listValues(tokens, structure, names.rows)
  const looked = listLookedUp(tokens, structure, names.rows)
  if (mentions.length + looked.length === 0) return none
  const held = [
    ...mentions.map((token) => ({ token, name: tokenText(tokens, token), holder: holderOf(reading, token) })),
    ...looked.map(({ token, name }) => ({ token, name, holder: holderOf(reading, token) })),
  ]
  const calls = listCalls(
    reading,
    held.flatMap(({ holder }) => holder ?? []),
  )
  const called = new Set(calls.map(({ key }) => key))
  const aliases = held.flatMap(({ token, name, holder }): Alias[] => {
    if (holder === null || !called.has(keyOf(holder))) return []
    const arms = armsOf(structure.armOf[token] ?? -1)
    const { line } = positions.at(tokens.start[token] ?? 0)
    const body = structure.bodies[holder.body]
    return [
      {
        name: holder.isMember ? `.${holder.name}` : holder.name,
        to: name,
        line,
        ...(arms.length === 0 ? {} : { arms }),
        holds:
          body === undefined
            ? 'file'
            : [positions.at(tokens.start[body.nameToken] ?? 0).line, positions.at(tokens.start[body.to] ?? 0).line],
      },
    ]
  })
  const isKept = ({ token, name, holder }: (typeof held)[number]) =>
    tokenText(tokens, token) === name && names.values.has(name) && (holder === null || !called.has(keyOf(holder)))
  return {
    aliases,
    calls: [...new Set(calls.map(({ token }) => token))],
    values: held.filter(isKept).map(({ token }) => token),
  }
}

const keyOf = ({ name, isMember, body }: Holder): string => `${isMember ? '.' : ''}${name} ${isMember ? -1 : body}`

/** Shorter names than any of a row: most words are no candidates, and their text is never made. */
const lengthMin = 8
const before: ReadonlySet<number> = new Set([
  Char.equals,
  Char.ampersand,
  Char.comma,
  Char.parenOpen,
  Char.question,
  Char.colon,
  Char.braceOpen,
])
const behind: ReadonlySet<number> = new Set([Char.comma, Char.semicolon, Char.parenClose, Char.colon, Char.braceClose])

/** Words that name a function as a value, not the call, declaration, definition or size of it. */
function listValues(tokens: Tokens, structure: Structure, rows: ReadonlySet<string>): readonly number[] {
  const found: number[] = []
  for (let index = 1; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word || (tokens.end[index] ?? 0) - (tokens.start[index] ?? 0) < lengthMin) continue
    if (!behind.has(kindAt(tokens, index + 1))) continue
    const isReturned = kindAt(tokens, index - 1) === Token.word && tokenText(tokens, index - 1) === 'return'
    if (!before.has(kindAt(tokens, index - 1)) && !isReturned) continue
    if (!rows.has(tokenText(tokens, index)) || openOf(tokens, structure, index) >= 0) continue
    if (isValue(tokens, structure, index) && !isVariable(tokens, structure, index)) found.push(index)
  }
  return found
}

/** Calls that are given the name of a row as text and nothing else, each by its first token: `kallsyms_lookup_name("get_user_pages")`. */
function listLookedUp(
  tokens: Tokens,
  { enclosing }: Structure,
  rows: ReadonlySet<string>,
): readonly { readonly token: number; readonly name: string }[] {
  const found: { token: number; name: string }[] = []
  for (let index = 2; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.string || !behind.has(kindAt(tokens, index + 1))) continue
    if ((tokens.end[index] ?? 0) - (tokens.start[index] ?? 0) < lengthMin) continue
    const name = tokenText(tokens, index).slice(1, -1)
    const token = (enclosing[index] ?? 0) - 1
    if (rows.has(name) && kindAt(tokens, token) === Token.word && kindAt(tokens, token + 1) === Char.parenOpen)
      found.push({ token, name })
  }
  return found
}

function isValue(tokens: Tokens, { enclosing, bodyOf }: Structure, index: number): boolean {
  const open = enclosing[index] ?? -1
  const kind = kindAt(tokens, open)
  const first = kindAt(tokens, index - 1) === Char.ampersand ? index - 2 : index - 1
  if (kindAt(tokens, first) === Char.equals) return true
  if (kind === Char.parenOpen) {
    const word = kindAt(tokens, open - 1) === Token.word ? tokenText(tokens, open - 1) : ''
    // what a macro makes of a name at the top of a file is no use of it: EXPORT_SYMBOL(), BTF_ID()
    return (bodyOf[index] ?? -1) >= 0 && !/^(?:sizeof|typeof|__typeof__|_Alignof|__alignof__|defined)$/.test(word)
  }
  // an element of a list that is assigned; a comma of a statement may declare
  if (kind === Char.braceOpen) {
    const list = kindAt(tokens, open - 1)
    const isOperand = kindAt(tokens, first) === Char.question || kindAt(tokens, first) === Char.colon
    return isOperand || (kindAt(tokens, first) === Token.word && (bodyOf[index] ?? -1) >= 0) || list === Char.equals
  }
  return false
}

/** Whether the name is that of a parameter or variable where it stands. */
function isVariable(tokens: Tokens, { bodyOf, bodies }: Structure, index: number): boolean {
  const body = bodies[bodyOf[index] ?? -1]
  if (body === undefined) return false
  const name = tokenText(tokens, index)
  const from = body.parametersOpen < 0 ? body.from : body.parametersOpen
  for (let at = from; at < body.to; at++)
    if (tokens.kind[at] === Token.word && declares(tokens, at) && tokenText(tokens, at) === name) return true
  return false
}

/** `type name`, `type *name`, `type (*name)(`. */
function declares(tokens: Tokens, at: number): boolean {
  let first = at - 1
  if (kindAt(tokens, first) === Char.star && kindAt(tokens, first - 1) === Char.parenOpen) first -= 2
  while (kindAt(tokens, first) === Char.star) first--
  return kindAt(tokens, first) === Token.word && !controlWords.has(tokenText(tokens, first))
}

/** Tokens of a statement that are looked at for what it assigns to. */
const statementMax = 64

/** What the value at a token is put into, casts and `a ? b : c` included; `null` where it is handed on otherwise. */
function holderOf({ tokens, structure }: Pick<Reading, 'tokens' | 'structure'>, index: number): Holder | null {
  const { enclosing, match, bodyOf } = structure
  let level = enclosing[index] ?? -1
  for (let at = index - 1, count = 0; at >= 0 && count < statementMax; at--, count++) {
    const kind = kindAt(tokens, at)
    if (kind === Char.equals && (enclosing[at] ?? -1) === level) return named(at - 1)
    if (at === level) {
      // out of parentheses that only group
      if (kind !== Char.parenOpen || kindAt(tokens, at - 1) === Token.word) return null
      level = enclosing[at] ?? -1
      continue
    }
    if (kind === Char.semicolon || kind === Char.braceOpen || kind === Char.braceClose) return null
    if (kind === Char.comma && (enclosing[at] ?? -1) === level) return null
    const open = kind === Char.parenClose || kind === Char.bracketClose ? (match[at] ?? -1) : -1
    if (open >= 0 && open < at) at = open
  }
  return null

  function named(last: number): Holder | null {
    let word = last
    // (*name)(parameters)
    if (kindAt(tokens, last) === Char.parenClose) {
      const parameters = match[last] ?? -1
      if (kindAt(tokens, parameters - 1) !== Char.parenClose) return null
      word = parameters - 2
    }
    if (kindAt(tokens, word) !== Token.word) return null
    const dot = kindAt(tokens, word - 1)
    const isMember = dot === Char.dot || dot === Token.arrow
    const name = tokenText(tokens, word)
    const body = bodyOf[word] ?? -1
    return { name, isMember, body: !isMember && body >= 0 && isVariableOf(body, name) ? body : -1 }
  }

  function isVariableOf(body: number, name: string): boolean {
    const { from = 0, to = 0 } = structure.bodies[body] ?? {}
    for (let at = from; at < to; at++)
      if (tokens.kind[at] === Token.word && declares(tokens, at) && tokenText(tokens, at) === name) return true
    return false
  }
}

/** Calls through holders, each with the key of its holder: `take(…)`, `(*take)(…)`, `ops->take(…)`. */
function listCalls(
  { tokens, structure, names }: Pick<Reading, 'tokens' | 'structure' | 'names'>,
  holders: readonly Holder[],
): readonly { readonly token: number; readonly key: string }[] {
  const wanted = new Set(holders.map(({ name }) => name))
  const keys = new Set(holders.map(keyOf))
  const found: { token: number; key: string }[] = []
  if (wanted.size === 0) return found
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind[token] !== Token.word || openOf(tokens, structure, token) < 0) continue
    const name = tokenText(tokens, token)
    if (!wanted.has(name) || names.rows.has(name)) continue
    const dot = kindAt(tokens, token - 1)
    const isMember = dot === Char.dot || dot === Token.arrow
    const body = structure.bodyOf[token] ?? -1
    if (body < 0 || (!isMember && declares(tokens, token))) continue
    const own = keyOf({ name, isMember, body })
    const key = keys.has(own) ? own : keyOf({ name, isMember, body: -1 })
    if (keys.has(key)) found.push({ token, key })
  }
  return found
}
