import type { ReaderNames } from '#scanner/model/catalogue/index.ts'
import type { Alias } from '#scanner/model/facts.ts'
import { classifyMention } from './classify-mention.ts'
import { controlWords } from './keywords.ts'
import { aliasDepthMax } from './read-aliases.ts'
import { openOf } from './read-calls.ts'
import { readParameters } from './read-parameters.ts'
import type { Pointers } from './read-pointers.ts'
import type { Reading } from './reading.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Where a file names what the reader looks for, by token, in source order. */
export interface Mentions {
  readonly rows: readonly number[]
  readonly helpers: readonly number[]
  readonly declarations: readonly number[]
  readonly exports: readonly string[]
  /** Name of a function of this file → bodies that call it. By name, since arms of a conditional may define it twice. */
  readonly callers: ReadonlyMap<string, ReadonlySet<number>>
  /** Calls of functions of this file. */
  readonly locals: readonly number[]
  /** Calls of functions of other files that take or drop pages for their caller. */
  readonly wrappers: readonly number[]
  /** Calls that put pages into another object. */
  readonly transfers: readonly number[]
  readonly aliases: readonly Alias[]
  /** What is called and not defined here, or set in a table. */
  readonly outside: ReadonlySet<string>
  /** The file calls something that only users of gup call. */
  readonly telling: boolean
}

/** One pass over all words of a file. */
export function findMentions(
  { tokens, structure, names }: Pick<Reading, 'tokens' | 'structure' | 'names'>,
  macros: readonly Alias[],
  pointers: Pointers,
): Mentions {
  const aliases = [...macros, ...pointers.aliases]
  const rows: number[] = [...pointers.calls, ...pointers.values]
  const helpers: number[] = []
  const declarations: number[] = []
  const exports: string[] = []
  const locals: number[] = []
  const wrappers: number[] = []
  const transfers: number[] = []
  const outside = new Set<string>(aliases.map(({ to }) => to))
  const members = new Set<string>()
  const isParameter = parameterLookup(tokens, structure)
  const callers = new Map(structure.bodies.map((body) => [body.name, new Set<number>()]))
  const nameTokens = new Set(structure.bodies.map((body) => body.nameToken))
  const renamed = new Set([...macros.map(({ name }) => name), ...names.wrappers.aliases])

  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word) continue
    const next = kindAt(tokens, index + 1)
    const called = next === Char.parenOpen || openOf(tokens, structure, index) >= 0
    const before = kindAt(tokens, index - 1)
    if (!called && before !== Token.defineOpen) {
      const mayBeSet = before === Char.equals || before === Char.ampersand
      if (mayBeSet && isSetInTable(tokens, index)) outside.add(tokenText(tokens, index))
      continue
    }
    const name = tokenText(tokens, index)
    if (names.rows.has(name)) {
      const mention = classifyMention(tokens, structure, index)
      if (mention === 'declaration' || mention === 'macro') declarations.push(index)
      else if (mention === 'call' && !isParameter(structure.bodyOf[index] ?? -1, name)) rows.push(index)
    } else if (names.helpers.has(name)) {
      if (classifyMention(tokens, structure, index) === 'call') helpers.push(index)
    } else if (renamed.has(name)) {
      if (called && classifyMention(tokens, structure, index) === 'call') {
        rows.push(index)
        // it is looked for again together with what else the file mentions
        if (names.wrappers.aliases.has(name)) outside.add(name)
        if (names.wrappers.functions.has(name)) wrappers.push(index)
      }
    } else if (before === Char.dot || before === Token.arrow) {
      members.add(name)
      if (names.wrappers.members.has(name)) wrappers.push(index)
    } else if (called && !callers.has(name) && !controlWords.has(name)) {
      outside.add(name)
      if (names.transfers.has(name)) transfers.push(index)
      if (names.wrappers.functions.has(name) && classifyMention(tokens, structure, index) === 'call')
        wrappers.push(index)
      else if (exportPattern.test(name) && kindAt(tokens, index + 2) === Token.word)
        exports.push(tokenText(tokens, index + 2))
    }
    const caller = structure.bodyOf[index] ?? -1
    const calling = caller < 0 || nameTokens.has(index) ? undefined : callers.get(name)
    if (calling === undefined) continue
    calling.add(caller)
    if (classifyMention(tokens, structure, index) === 'call') locals.push(index)
  }
  rows.sort((a, b) => a - b)
  for (const member of members) outside.add(`.${member}`)
  const isTelling = tellingNames(aliases, names)
  const telling =
    rows.some((token) => isTelling(tokenText(tokens, token))) ||
    structure.bodies.some(({ name }) => names.wrappers.keepers.has(name)) ||
    wrappers.some((token) => isTelling(`${isMember(tokens, token) ? '.' : ''}${tokenText(tokens, token)}`))
  return { rows, helpers, declarations, exports, callers, locals, wrappers, transfers, aliases, outside, telling }
}

const exportPattern = /^EXPORT_(?:SYMBOL|STATIC_CALL|PER_CPU_SYMBOL)\w*$/

/** `.get_pages = name` in the initialiser of a table. */
export function isSetInTable(tokens: Tokens, index: number): boolean {
  const equals = kindAt(tokens, index - 1) === Char.ampersand ? index - 2 : index - 1
  if (kindAt(tokens, equals) !== Char.equals || kindAt(tokens, equals - 1) !== Token.word) return false
  const dot = kindAt(tokens, equals - 2)
  return dot === Char.dot || dot === Token.arrow
}

/** Whether only users of gup call a name, macros of the file that are such names included. */
function tellingNames(aliases: readonly Alias[], names: ReaderNames): (name: string) => boolean {
  const isTelling = (name: string) => names.telling.has(name) || names.wrappers.telling.has(name)
  const renamed = new Set<string>()
  // chains of macros are short
  for (let depth = 0; depth < aliasDepthMax; depth++) {
    for (const { name, to } of aliases) if (isTelling(to) || renamed.has(to)) renamed.add(name)
  }
  return (name) => isTelling(name) || renamed.has(name)
}

/** `x.name` or `x->name`. */
export function isMember(tokens: Tokens, index: number): boolean {
  const before = kindAt(tokens, index - 1)
  return before === Char.dot || before === Token.arrow
}

/** Whether a body has a parameter of a name, which then shadows the API. */
function parameterLookup(tokens: Tokens, structure: Structure): (body: number, name: string) => boolean {
  const known = new Map<number, ReadonlySet<string>>()
  return (index, name) => {
    const body = structure.bodies[index]
    if (body === undefined || body.parametersOpen < 0) return false
    const names =
      known.get(index) ?? new Set(readParameters(tokens, structure.match, body.parametersOpen).map((p) => p.name))
    known.set(index, names)
    return names.has(name)
  }
}
