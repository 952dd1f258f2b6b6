import { isUtf8 } from 'node:buffer'
import type { BlobFacts, Call, Callers, Declaration, FunctionFacts, ReadProblemKind } from '#scanner/model/facts.ts'
import { argumentRanges, parseAccessPath, parseLeftSide } from './access-paths.ts'
import { canonicalText } from './canonical-text.ts'
import { classifyMention } from './classify-mention.ts'
import { lex } from './lex.ts'
import type { Names } from './names.ts'
import { indexPositions, type Positions } from './positions.ts'
import { readFlow } from './read-flow.ts'
import { readParameters } from './read-parameters.ts'
import { type Body, readStructure, type Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/**
 * Part of the key under which facts are kept. Raise it whenever the same bytes may give other facts; the test
 * `reader-version.test.ts` fails if the facts of its fixture change without it.
 */
export const readerVersion = 5

/**
 * Facts of one blob of kernel C, without preprocessing: a pure function of the bytes. Never throws; time and memory
 * are linear in the size. What could not be understood is counted in `problems`.
 */
export function readFacts(bytes: Buffer, names: Names): BlobFacts {
  const text = bytes.toString('latin1')
  const { tokens, problems } = lex(text)
  const count = (kind: ReadProblemKind) => problems.set(kind, (problems.get(kind) ?? 0) + 1)
  if (!isUtf8(bytes)) count('invalid-utf8')
  const structure = readStructure(tokens, count)
  const mentions = findMentions(tokens, structure, names)
  const kept = keepBodies(structure, mentions)
  const positions = indexPositions(text)
  const bodyAt = new Map(structure.bodies.map((body) => [body.nameToken, body]))
  const context: Context = { tokens, structure, positions, kept, bodyAt, rows: names.rows, count }

  const calls = readCalls(context, mentions.rows)
  const helpers = readCalls(context, mentions.helpers)
  const handovers = readCalls(context, handoverTokens(context, mentions))
  return {
    functions: readFunctions(context, [...calls, ...handovers]),
    callers: listCallers(context, mentions),
    calls,
    helpers,
    handovers,
    declarations: mentions.declarations.map((index) => readDeclaration(context, index)),
    exports: mentions.exports,
    problems: Object.fromEntries([...problems].sort()),
  }
}

function handoverTokens({ tokens, structure, kept }: Context, { locals }: Mentions): readonly number[] {
  const names = new Set(kept.bodies.map((index) => structure.bodies[index]?.name))
  return locals.filter(
    (token) => names.has(tokenText(tokens, token)) && kept.indexOf.has(structure.bodyOf[token] ?? -1),
  )
}

interface Context {
  readonly tokens: Tokens
  readonly structure: Structure
  readonly positions: Positions
  readonly kept: KeptBodies
  /** The body whose name stands at a token. */
  readonly bodyAt: ReadonlyMap<number, Body>
  /** Names whose calls are rows. */
  readonly rows: ReadonlySet<string>
  readonly count: (kind: ReadProblemKind) => void
}

interface Mentions {
  readonly rows: readonly number[]
  readonly helpers: readonly number[]
  readonly declarations: readonly number[]
  readonly exports: readonly string[]
  /** Name of a function of this file → bodies that call it. By name, since arms of a conditional may define it twice. */
  readonly callers: ReadonlyMap<string, ReadonlySet<number>>
  /** Calls of functions of this file. */
  readonly locals: readonly number[]
}

const exportPattern = /^EXPORT_(?:SYMBOL|STATIC_CALL|PER_CPU_SYMBOL)\w*$/

function findMentions(tokens: Tokens, structure: Structure, names: Names): Mentions {
  const rows: number[] = []
  const helpers: number[] = []
  const declarations: number[] = []
  const exports: string[] = []
  const locals: number[] = []
  const isParameter = parameterLookup(tokens, structure)
  const callers = new Map(structure.bodies.map((body) => [body.name, new Set<number>()]))
  const nameTokens = new Set(structure.bodies.map((body) => body.nameToken))

  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word) continue
    const next = kindAt(tokens, index + 1)
    const called = next === Char.parenOpen || isParenthesised(tokens, index)
    const isObjectMacro = kindAt(tokens, index - 1) === Token.defineOpen
    if (!called && !isObjectMacro) continue
    const name = tokenText(tokens, index)
    if (names.rows.has(name)) {
      const mention = classifyMention(tokens, structure, index)
      if (mention === 'declaration' || mention === 'macro') declarations.push(index)
      else if (mention === 'call' && !isParameter(structure.bodyOf[index] ?? -1, name)) rows.push(index)
    } else if (names.helpers.has(name)) {
      if (classifyMention(tokens, structure, index) === 'call') helpers.push(index)
    } else if (exportPattern.test(name) && kindAt(tokens, index + 2) === Token.word) {
      exports.push(tokenText(tokens, index + 2))
    }
    const caller = structure.bodyOf[index] ?? -1
    const calling = caller < 0 || nameTokens.has(index) ? undefined : callers.get(name)
    if (calling === undefined) continue
    calling.add(caller)
    if (classifyMention(tokens, structure, index) === 'call') locals.push(index)
  }
  return { rows, helpers, declarations, exports, callers, locals }
}

/** `(put_page)(page)`: parentheses around the name keep a macro of that name from being used. */
function isParenthesised(tokens: Tokens, index: number): boolean {
  return (
    kindAt(tokens, index + 1) === Char.parenClose &&
    kindAt(tokens, index + 2) === Char.parenOpen &&
    kindAt(tokens, index - 1) === Char.parenOpen &&
    kindAt(tokens, index - 2) !== Token.word
  )
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

/** The bodies that facts speak of, renumbered in source order. */
interface KeptBodies {
  readonly bodies: readonly number[]
  readonly indexOf: ReadonlyMap<number, number>
}

/** Bodies with a row, definitions of catalogue names, and whoever calls one of these in the same file. */
function keepBodies(structure: Structure, mentions: Mentions): KeptBodies {
  const kept = new Set<number>()
  const queue: number[] = []
  const followed = new Set<string>()
  const keep = (index: number) => {
    if (index < 0 || kept.has(index)) return
    kept.add(index)
    queue.push(index)
  }
  for (const token of mentions.rows) keep(structure.bodyOf[token] ?? -1)
  const defined = new Set(mentions.declarations)
  structure.bodies.forEach((body, index) => {
    if (defined.has(body.nameToken)) keep(index)
  })
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const body = structure.bodies[index]
    if (body === undefined || followed.has(body.name)) continue
    followed.add(body.name)
    for (const caller of mentions.callers.get(body.name) ?? []) keep(caller)
  }
  const bodies = [...kept].sort((a, b) => a - b)
  return { bodies, indexOf: new Map(bodies.map((body, index) => [body, index])) }
}

function readCalls(context: Context, mentions: readonly number[]): readonly Call[] {
  const { tokens, structure, positions, kept, count } = context
  const ordinals = new Map<string, number>()
  return mentions.map((index) => {
    const callee = tokenText(tokens, index)
    const bodyIndex = structure.bodyOf[index] ?? -1
    const key = `${structure.bodies[bodyIndex]?.name ?? ''}\n${callee}`
    const ordinal = (ordinals.get(key) ?? 0) + 1
    ordinals.set(key, ordinal)
    const open = kindAt(tokens, index + 1) === Char.parenOpen ? index + 1 : index + 2
    const close = structure.match[open] ?? -1
    if (close < 0) count('unclosed-call')
    return {
      callee,
      ...positions.at(tokens.start[index] ?? 0),
      function: kept.indexOf.get(bodyIndex) ?? null,
      ordinal,
      arguments: argumentRanges(tokens, structure.match, open, close).map(([from, to]) => ({
        text: canonicalText(tokens, from, to),
        path: parseAccessPath(tokens, structure.match, from, to),
      })),
      result: readResult(context, open === index + 1 ? index : index - 1),
    }
  })
}

function readResult({ tokens, structure }: Context, first: number): Call['result'] {
  let before = first - 1
  // casts in front of the call
  while (kindAt(tokens, before) === Char.parenClose && (structure.match[before] ?? -1) >= 0) {
    before = (structure.match[before] ?? 0) - 1
  }
  if (kindAt(tokens, before) === Char.equals) return parseLeftSide(tokens, structure.match, before)
  return kindAt(tokens, before) === Token.word && tokenText(tokens, before) === 'return' ? 'return' : null
}

function readFunctions(context: Context, calls: readonly Call[]): readonly FunctionFacts[] {
  const { tokens, structure, positions, kept } = context
  const carried = new Map<number, Set<string>>()
  for (const call of calls) {
    if (call.function === null) continue
    const names = carried.get(call.function) ?? new Set()
    carried.set(call.function, names)
    for (const argument of call.arguments)
      if (argument.path !== null && argument.path.base !== '') names.add(argument.path.base)
    if (call.result !== null && call.result !== 'return') names.add(call.result.base)
  }
  const bodies = kept.bodies.flatMap((index) => structure.bodies[index] ?? [])
  const addressTaken = findAddressTaken(tokens, bodies)
  return bodies.map((body, index) => {
    const bodyIndex = kept.bodies[index] ?? -1
    const parameters = readParameters(tokens, structure.match, body.parametersOpen)
    const names = carried.get(index)
    const flow =
      names === undefined
        ? null
        : readFlow(tokens, structure, positions, { index: bodyIndex, carried: names, rows: context.rows })
    const boolParameters = parameters.filter(({ type }) => /\bbool\b/.test(type)).map(({ name }) => name)
    return {
      name: body.name,
      kind: body.kind,
      line: positions.at(tokens.start[body.nameToken] ?? 0).line,
      endLine: positions.at(tokens.start[Math.min(body.to, tokens.count - 1)] ?? 0).line,
      static: body.static,
      inline: body.inline,
      oneStatement: isOneStatement(tokens, structure, body),
      parameters,
      locals: flow?.locals ?? [],
      bools: [...boolParameters, ...(flow?.bools ?? [])],
      flags: flow?.flags ?? [],
      moves: flow?.moves ?? [],
      returns: flow?.returns ?? [],
      addressTaken: addressTaken.has(body.name),
    }
  })
}

function listCallers({ structure, kept }: Context, mentions: Mentions): readonly Callers[] {
  const names = new Set(
    kept.bodies.flatMap((index) => (structure.bodies[index]?.static ? (structure.bodies[index]?.name ?? []) : [])),
  )
  return [...names].flatMap((name) => {
    const callers = [...(mentions.callers.get(name) ?? [])].flatMap((caller) => kept.indexOf.get(caller) ?? [])
    return callers.length === 0 ? [] : { name, callers: callers.sort((a, b) => a - b) }
  })
}

/** `{ statement; }`: a single semicolon at the end and no block. */
function isOneStatement(tokens: Tokens, { match }: Structure, body: Body): boolean {
  if (body.kind !== 'function') return false
  for (let at = body.from; at < body.to; ) {
    const kind = tokens.kind[at]
    if (kind === Char.semicolon) return at === body.to - 1 && at > body.from
    if (kind === Char.braceOpen) return false
    const partner = match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return false
}

/** Which of the static functions are named elsewhere than in calls, so that callers may be anywhere. */
function findAddressTaken(tokens: Tokens, bodies: readonly Body[]): ReadonlySet<string> {
  const names = new Set(bodies.filter((body) => body.static && body.kind === 'function').map((body) => body.name))
  const lengths = new Set([...names].map((name) => name.length))
  const taken = new Set<string>()
  if (names.size === 0) return taken
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word || kindAt(tokens, index + 1) === Char.parenOpen) continue
    if (!lengths.has((tokens.end[index] ?? 0) - (tokens.start[index] ?? 0))) continue
    const before = kindAt(tokens, index - 1)
    if (before === Char.dot || before === Token.arrow || before === Token.word) continue
    const name = tokenText(tokens, index)
    if (names.has(name)) taken.add(name)
  }
  return taken
}

function readDeclaration({ tokens, structure, positions, bodyAt }: Context, index: number): Declaration {
  const body = bodyAt.get(index)
  const isMacro = body?.kind === 'macro'
  return {
    name: tokenText(tokens, index),
    line: positions.at(tokens.start[index] ?? 0).line,
    kind: isMacro ? 'macro' : body === undefined ? 'declaration' : 'definition',
    static: body === undefined ? declaresStatic(tokens, index) : body.static && !isMacro,
    parameters: readParameters(tokens, structure.match, body === undefined ? index + 1 : body.parametersOpen),
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
