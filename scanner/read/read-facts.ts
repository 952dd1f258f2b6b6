import { isUtf8 } from 'node:buffer'
import type { Arms } from '#scanner/model/arms.ts'
import type { ReaderNames } from '#scanner/model/catalogue/index.ts'
import type {
  Alias,
  BlobFacts,
  Call,
  Callback,
  Callers,
  Declaration,
  FunctionFacts,
  Handover,
  Held,
  ReadProblemKind,
} from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import { argumentRanges, parseAccessPath, parseLeftSide } from './access-paths.ts'
import { classifyMention } from './classify-mention.ts'
import { isCleanupArgument } from './cleanup-bodies.ts'
import { codeDigests } from './digest-code.ts'
import { followHanded, reachedArguments } from './follow-handed.ts'
import { controlWords } from './keywords.ts'
import { lex } from './lex.ts'
import { indexPositions, type Positions } from './positions.ts'
import { aliasDepthMax, readAliases } from './read-aliases.ts'
import { armsReader } from './read-arms.ts'
import { readCallback } from './read-callbacks.ts'
import { readCleanups } from './read-cleanups.ts'
import { readErrorExits } from './read-error-exits.ts'
import { type Flow, reachedNames, readFlow, selectFlow } from './read-flow.ts'
import { type Flows, noFlows, readFlows } from './read-flows.ts'
import { readGuards } from './read-guards.ts'
import { readParameters } from './read-parameters.ts'

import { readRemarks } from './read-remarks.ts'
import { readArguments, variadicOf, withVariadic } from './read-variadic.ts'
import { readVariants } from './read-variants.ts'

import { type Body, readStructure, type Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/**
 * Part of the key under which facts are kept. Raise it whenever the same bytes may give other facts; the test
 * `reader-version.test.ts` fails if the facts of its fixture change without it.
 */
export const readerVersion = 17

/**
 * Facts of one blob of kernel C, without preprocessing: a pure function of the bytes. Never throws; time and memory
 * are linear in the size. What could not be understood is counted in `problems`.
 */
export function readFacts(bytes: Buffer, names: ReaderNames): BlobFacts {
  const text = bytes.toString('latin1')
  const { tokens, problems, dead } = lex(text)
  const count = (kind: ReadProblemKind) => problems.set(kind, (problems.get(kind) ?? 0) + 1)
  if (!isUtf8(bytes)) count('invalid-utf8')
  for (let at = 0; at < dead.length; at += 2) {
    if (names.rows.has(text.slice(dead[at], dead[at + 1]))) count('never-compiled')
  }
  const structure = readStructure(tokens, count)
  const positions = indexPositions(text)
  const remarks = readRemarks(text, codeDigests(tokens, structure, positions))
  const bodyAt = new Map(structure.bodies.map((body) => [body.nameToken, body]))
  const reading: Reading = {
    tokens,
    structure,
    positions,
    bodyAt,
    names,
    flowOf: rememberFlows(tokens, structure, positions, names),
    armsOf: armsReader(tokens, structure),
    count,
  }
  const mentions = findMentions(reading, readAliases(reading))

  const naming = keepBodies(structure, mentions)
  const joining = joiningTokens(reading, mentions, naming)
  const handed = mentions.telling ? handedBodies(reading, mentions, naming, joining) : new Map<number, Set<string>>()
  const kept = numberBodies([...naming, ...handed.keys()])
  const context: Context = { ...reading, kept }
  const calls = readCalls(context, mentions.rows).map((call, index) =>
    withConditions(context, call, mentions.rows[index] ?? -1),
  )
  const helpers = readCalls(context, mentions.helpers)
  const carried = carriedNames(context, [...carriers(mentions), ...joining], handed)
  addHandedBack(context, mentions, carried, handed)
  const reached = new Map(
    kept.bodies.map((body) => [body, reachedNames(context.flowOf(body).moves, carried.get(body) ?? new Set())]),
  )
  const handing = mentions.telling ? handoverTokens(context, mentions, reached) : joining
  const flow = mentions.telling ? readFlows(context, { ...mentions, handing, bodies: kept.bodies, reached }) : noFlows
  const withHeld = <One extends Call | Handover>(one: One, token: number | undefined): One => {
    const held = flow.held.get(token ?? -1)
    return held === undefined ? one : { ...one, held }
  }
  return {
    functions: readFunctions(context, reached, {
      givenTo: readGivenTo(context, mentions),
      withRows: mentions.telling ? bodiesWithRows(context, mentions) : new Set(),
      stepsOf: flow.steps,
    }),
    callers: listCallers(context, mentions, naming),
    calls: calls.map((call, index) => withHeld(call, mentions.rows[index])),
    helpers,
    handovers: [
      ...readHandovers(context, handing, flow.held),
      ...readCleanups(tokens, structure, positions, kept.indexOf),
    ],
    callbacks: readCallbacks(context, naming),
    declarations: mentions.declarations.map((index) => readDeclaration(context, index)),
    ...(mentions.aliases.length === 0 ? {} : { aliases: mentions.aliases }),
    mentions: [...mentions.outside].join(' '),
    exports: mentions.exports,
    ...(remarks.length === 0 ? {} : { remarks }),
    problems: Object.fromEntries([...problems].sort()),
  }
}

/** Flows of bodies, each read once. */
function rememberFlows(
  tokens: Tokens,
  structure: Structure,
  positions: Positions,
  names: ReaderNames,
): (body: number) => Flow {
  const flows = new Map<number, Flow>()
  return (body) => {
    const flow = flows.get(body) ?? readFlow(tokens, structure, positions, { index: body, names })
    flows.set(body, flow)
    return flow
  }
}

/** Calls of kept functions by kept functions. */
function joiningTokens(
  { tokens, structure }: Reading,
  { locals }: Mentions,
  naming: ReadonlySet<number>,
): readonly number[] {
  const called = new Set([...naming].map((index) => structure.bodies[index]?.name))
  return locals.filter((token) => called.has(tokenText(tokens, token)) && naming.has(structure.bodyOf[token] ?? -1))
}

function handedBodies(
  reading: Reading,
  mentions: Mentions,
  naming: ReadonlySet<number>,
  joining: readonly number[],
): ReadonlyMap<number, ReadonlySet<string>> {
  const { tokens, structure, flowOf } = reading
  const carried = carriedNames(reading, [...carriers(mentions), ...joining], new Map())
  for (const body of naming) if (!carried.has(body)) carried.set(body, new Set())
  const callsIn = groupBy(mentions.locals, (token) => structure.bodyOf[token] ?? -1)
  return followHanded(tokens, structure, { carried, callsIn, flowOf })
}

/** What functions that were handed pages return is one of them, by another name: `page = to_refcounted_page(pfn)`. */
function addHandedBack(
  { tokens, structure }: Reading,
  { locals }: Mentions,
  carried: ReadonlyMap<number, Set<string>>,
  handed: ReadonlyMap<number, ReadonlySet<string>>,
): void {
  const called = new Set([...handed.keys()].map((index) => structure.bodies[index]?.name))
  for (const token of locals) {
    const names = carried.get(structure.bodyOf[token] ?? -1)
    if (names === undefined || !called.has(tokenText(tokens, token))) continue
    const result = readResult(tokens, structure, token)
    if (result !== null && result !== 'return' && !statusName.test(result.base)) names.add(result.base)
  }
}

function bodiesWithRows({ structure }: Context, { rows }: Mentions): ReadonlySet<number> {
  return new Set(rows.map((token) => structure.bodyOf[token] ?? -1))
}

/** Calls whose arguments and results carry pages. */
function carriers({ rows, wrappers, telling }: Mentions): readonly number[] {
  return telling ? [...rows, ...wrappers] : rows
}

/** Locals that hold a status code: following them would join whatever a function calls. */
const statusName = /^(?:ret|rc|err|error|retval|rv)$/

/** Names that the arguments and results of calls carry, by the body the calls stand in. */
function carriedNames(
  { tokens, structure }: Pick<Reading, 'tokens' | 'structure'>,
  callTokens: readonly number[],
  handed: ReadonlyMap<number, ReadonlySet<string>>,
): Map<number, Set<string>> {
  const carried = new Map([...handed].map(([body, names]) => [body, new Set(names)]))
  for (const token of callTokens) {
    const body = structure.bodyOf[token] ?? -1
    if (body < 0) continue
    const names = carried.get(body) ?? new Set()
    carried.set(body, names)
    const open = openOf(tokens, token)
    for (const range of argumentRanges(tokens, structure.match, open, structure.match[open] ?? -1)) {
      const path = parseAccessPath(tokens, structure.match, ...range)
      if (path !== null && path.base !== '') names.add(path.base)
    }
    const result = readResult(tokens, structure, open === token + 1 ? token : token - 1)
    if (result !== null && result !== 'return' && !statusName.test(result.base)) names.add(result.base)
  }
  return carried
}

/**
 * Calls that may hand pages on: of kept functions, of functions that are handed pages, and of wrappers of other files.
 * Only where an argument or the result is a value that is followed.
 */
function handoverTokens(
  { tokens, structure, kept }: Context,
  { locals, wrappers }: Mentions,
  reached: ReadonlyMap<number, ReadonlySet<string>>,
): readonly number[] {
  const ofOthers = new Set(wrappers)
  const called = new Set(kept.bodies.map((index) => structure.bodies[index]?.name))
  const own = new Set(locals)
  const found: number[] = []
  for (const index of kept.bodies) {
    const body = structure.bodies[index]
    const followed = reached.get(index)
    if (body === undefined || followed === undefined) continue
    for (let token = body.from; token < body.to; token++) {
      if (tokens.kind[token] !== Token.word || kindAt(tokens, token + 1) !== Char.parenOpen) continue
      if (structure.bodyOf[token] !== index) continue
      if (own.has(token)) {
        if (called.has(tokenText(tokens, token))) found.push(token)
        continue
      }
      if (!ofOthers.has(token)) continue
      const result = readResult(tokens, structure, token)
      const isResultFollowed = result !== null && (result === 'return' || followed.has(result.base))
      if (isResultFollowed || reachedArguments(tokens, structure, token, followed).length > 0) found.push(token)
    }
  }
  return found.sort((a, b) => a - b)
}

function readHandovers(
  context: Context,
  callTokens: readonly number[],
  heldAt: ReadonlyMap<number, Held>,
): readonly Handover[] {
  return readCalls(context, callTokens).flatMap((call, index): Handover[] => {
    const { line, function: inside, arguments: given, result } = call
    if (inside === null) return []
    const token = callTokens[index] ?? -1
    const callee = isMember(context.tokens, token) ? `.${call.callee}` : call.callee
    const held = heldAt.get(token)
    const handover = { line, callee, function: inside, arguments: given.map(({ path }) => path), result }
    return [held === undefined ? handover : { ...handover, held }]
  })
}

/** A row with what it depends on: conditions of the code, and of the preprocessor around it and in its arguments. */
function withConditions({ tokens, structure, armsOf }: Context, call: Call, token: number): Call {
  const guards = readGuards(tokens, structure, token)
  const arms = armsOf(structure.armOf[token] ?? -1)
  const open = openOf(tokens, token)
  const close = structure.match[open] ?? -1
  const variants = close < 0 ? null : readVariants(tokens, structure, open, close, armsOf)
  const first = variants?.[0]
  return {
    ...call,
    ...(first === undefined ? {} : { arguments: first.arguments }),
    ...(guards.length === 0 ? {} : { guards }),
    ...(arms.length === 0 ? {} : { arms }),
    ...(variants === null || variants.length < 2 ? {} : { variants }),
  }
}

/** Where kept functions are handed on by name; also functions that only drop or take pages for others. */
function readCallbacks(
  { tokens, structure, positions, kept, names }: Context,
  naming: ReadonlySet<number>,
): readonly Callback[] {
  const callbacks: Callback[] = []
  const own = [...naming].flatMap((index) => {
    const body = structure.bodies[index]
    return body?.kind === 'function' ? [body.name] : []
  })
  const targets = new Set([...own, ...names.wrappers.functions])
  const lengths = new Set([...targets].map((name) => name.length))
  const { members } = names.wrappers
  if (targets.size === 0 && members.size === 0) return callbacks
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word || kindAt(tokens, index + 1) === Char.parenOpen) continue
    const isOfLength = lengths.has((tokens.end[index] ?? 0) - (tokens.start[index] ?? 0))
    const isInTable = members.size > 0 && isSetInTable(tokens, index)
    if (!isOfLength && !isInTable) continue
    const target = tokenText(tokens, index)
    // whatever else a member is set to: it says whether a call through it may mean another function
    if (!targets.has(target) && !(isInTable && members.has(memberSet(tokens, index)))) continue
    const callback = readCallback(tokens, structure, index)
    if (callback === null || /^(?:EXPORT_|ALLOW_|BTF_|trace_)/.test(callback.as)) continue
    const { line } = positions.at(tokens.start[index] ?? 0)
    callbacks.push({ line, target, function: kept.indexOf.get(structure.bodyOf[index] ?? -1) ?? null, ...callback })
  }
  return callbacks
}

function memberSet(tokens: Tokens, index: number): string {
  return tokenText(tokens, kindAt(tokens, index - 1) === Char.ampersand ? index - 3 : index - 2)
}

interface Reading {
  readonly tokens: Tokens
  readonly structure: Structure
  readonly positions: Positions
  /** The body whose name stands at a token. */
  readonly bodyAt: ReadonlyMap<number, Body>
  readonly names: ReaderNames
  readonly flowOf: (body: number) => Flow
  /** What an arm of a conditional is compiled under. */
  readonly armsOf: (arm: number) => Arms
  readonly count: (kind: ReadProblemKind) => void
}

interface Context extends Reading {
  readonly kept: KeptBodies
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
  /** Calls of functions of other files that take or drop pages for their caller. */
  readonly wrappers: readonly number[]
  readonly aliases: readonly Alias[]
  /** What is called and not defined here, or set in a table. */
  readonly outside: ReadonlySet<string>
  /** The file calls something that only users of gup call. */
  readonly telling: boolean
}

const exportPattern = /^EXPORT_(?:SYMBOL|STATIC_CALL|PER_CPU_SYMBOL)\w*$/

function findMentions(
  { tokens, structure, names }: Pick<Reading, 'tokens' | 'structure' | 'names'>,
  aliases: readonly Alias[],
): Mentions {
  const rows: number[] = []
  const helpers: number[] = []
  const declarations: number[] = []
  const exports: string[] = []
  const locals: number[] = []
  const wrappers: number[] = []
  const outside = new Set<string>(aliases.map(({ to }) => to))
  const members = new Set<string>()
  const isParameter = parameterLookup(tokens, structure)
  const callers = new Map(structure.bodies.map((body) => [body.name, new Set<number>()]))
  const nameTokens = new Set(structure.bodies.map((body) => body.nameToken))
  const renamed = new Set([...aliases.map(({ name }) => name), ...names.wrappers.aliases])

  for (let index = 0; index < tokens.count; index++) {
    if (tokens.kind[index] !== Token.word) continue
    const next = kindAt(tokens, index + 1)
    const called = next === Char.parenOpen || isParenthesised(tokens, index)
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
      if (called && classifyMention(tokens, structure, index) === 'call') rows.push(index)
    } else if (before === Char.dot || before === Token.arrow) {
      members.add(name)
      if (names.wrappers.members.has(name)) wrappers.push(index)
    } else if (called && !callers.has(name) && !controlWords.has(name)) {
      outside.add(name)
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
  for (const member of members) outside.add(`.${member}`)
  const isTelling = tellingNames(aliases, names)
  const telling =
    rows.some((token) => isTelling(tokenText(tokens, token))) ||
    wrappers.some((token) => isTelling(`${isMember(tokens, token) ? '.' : ''}${tokenText(tokens, token)}`))
  return { rows, helpers, declarations, exports, callers, locals, wrappers, aliases, outside, telling }
}

/** `.get_pages = name` in the initialiser of a table. */
function isSetInTable(tokens: Tokens, index: number): boolean {
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

function isMember(tokens: Tokens, index: number): boolean {
  const before = kindAt(tokens, index - 1)
  return before === Char.dot || before === Token.arrow
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

/** Bodies with a row or, in a file of users, a call of a wrapper of another file; definitions of catalogue names, and whoever calls one of these in the same file. */
function keepBodies(structure: Structure, mentions: Mentions): ReadonlySet<number> {
  const kept = new Set<number>()
  const queue: number[] = []
  const followed = new Set<string>()
  const keep = (index: number) => {
    if (index < 0 || kept.has(index)) return
    kept.add(index)
    queue.push(index)
  }
  for (const token of mentions.rows) keep(structure.bodyOf[token] ?? -1)
  if (mentions.telling) for (const token of mentions.wrappers) keep(structure.bodyOf[token] ?? -1)
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
  return kept
}

function numberBodies(kept: readonly number[]): KeptBodies {
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
    const open = openOf(tokens, index)
    const close = structure.match[open] ?? -1
    if (close < 0) count('unclosed-call')
    return {
      callee,
      ...positions.at(tokens.start[index] ?? 0),
      function: kept.indexOf.get(bodyIndex) ?? null,
      ordinal,
      arguments: readArguments(
        tokens,
        structure,
        argumentRanges(tokens, structure.match, open, close),
        variadicOf(tokens, structure, structure.bodies[bodyIndex]),
      ),
      result: readResult(tokens, structure, open === index + 1 ? index : index - 1),
    }
  })
}

/** The parenthesis behind a name that is called, which may be in parentheses itself. */
function openOf(tokens: Tokens, index: number): number {
  return kindAt(tokens, index + 1) === Char.parenOpen ? index + 1 : index + 2
}

function readResult(tokens: Tokens, structure: Structure, first: number): Call['result'] {
  let before = outOfArm(tokens, structure, first - 1)
  // casts in front of the call
  while (kindAt(tokens, before) === Char.parenClose && (structure.match[before] ?? -1) >= 0) {
    before = (structure.match[before] ?? 0) - 1
  }
  if (kindAt(tokens, before) === Char.equals) return parseLeftSide(tokens, structure.match, before)
  return kindAt(tokens, before) === Token.word && tokenText(tokens, before) === 'return' ? 'return' : null
}

/** `got =` in front of `#if`, behind which arms begin with calls: the token in front of the conditional. */
function outOfArm(tokens: Tokens, { arms, armOf }: Structure, at: number): number {
  const kind = kindAt(tokens, at)
  if (kind !== Token.conditionalOpen && kind !== Token.conditionalOpenDead && kind !== Token.conditionalElse) return at
  const arm = arms[armOf[at + 1] ?? -1]
  return (arm?.conditional ?? at) - 1
}

/**
 * By body: calls of functions of other files that are given one of the names that its rows carry. All bodies in one pass, since they may lie
 * inside each other.
 */
function readGivenTo(
  { tokens, structure, names }: Context,
  { callers, rows }: Mentions,
): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>()
  const carriedIn = carriedNames({ tokens, structure }, rows, new Map())
  if (carriedIn.size === 0) return found
  for (let token = 0; token < tokens.count; token++) {
    if (tokens.kind[token] !== Token.word || kindAt(tokens, token + 1) !== Char.parenOpen) continue
    const body = structure.bodyOf[token] ?? -1
    const carried = carriedIn.get(body)
    if (carried === undefined || isMember(tokens, token)) continue
    const name = tokenText(tokens, token)
    if (callers.has(name) || names.rows.has(name) || names.helpers.has(name) || names.transfers.has(name)) continue
    if (controlWords.has(name)) continue
    const given = found.get(body) ?? new Set()
    found.set(body, given)
    for (const range of argumentRanges(tokens, structure.match, token + 1, structure.match[token + 1] ?? -1)) {
      const path = parseAccessPath(tokens, structure.match, ...range)
      if (path !== null && carried.has(path.base)) given.add(`${name} ${path.base}`)
    }
  }
  return found
}

function readFunctions(
  context: Context,
  reached: ReadonlyMap<number, ReadonlySet<string>>,
  {
    withRows,
    stepsOf,
    givenTo,
  }: {
    readonly withRows: ReadonlySet<number>
    readonly stepsOf: Flows['steps']
    readonly givenTo: ReadonlyMap<number, ReadonlySet<string>>
  },
): readonly FunctionFacts[] {
  const { tokens, structure, positions, kept } = context
  const bodies = kept.bodies.flatMap((index) => structure.bodies[index] ?? [])
  const addressTaken = findAddressTaken(tokens, bodies)
  return bodies.map((body, index) => {
    const bodyIndex = kept.bodies[index] ?? -1
    const parameters = withVariadic(
      readParameters(tokens, structure.match, body.parametersOpen),
      variadicOf(tokens, structure, body),
    )
    const names = reached.get(bodyIndex)
    const flow = names === undefined || names.size === 0 ? null : selectFlow(context.flowOf(bodyIndex), names)
    const steps = stepsOf.get(bodyIndex)
    const errorExits = withRows.has(bodyIndex) ? readErrorExits(tokens, structure, positions, bodyIndex) : []
    const given = withRows.has(bodyIndex) ? [...(givenTo.get(bodyIndex) ?? [])] : []
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
      ...(errorExits.length > 0 ? { errorExits } : {}),
      ...(given.length > 0 ? { givenTo: given } : {}),
      ...(steps === undefined ? {} : { steps }),
    }
  })
}

/** Of functions that are only handed pages not every caller is listed: they are left out. */
function listCallers(
  { structure, kept }: Context,
  mentions: Mentions,
  naming: ReadonlySet<number>,
): readonly Callers[] {
  const names = new Set(
    [...naming].flatMap((index) => {
      const body = structure.bodies[index]
      return body?.static ? [body.name] : []
    }),
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
    // called where a scope ends, which is listed as a call
    if (isCleanupArgument(tokens, index)) continue
    const name = tokenText(tokens, index)
    if (names.has(name)) taken.add(name)
  }
  return taken
}

function readDeclaration({ tokens, structure, positions, bodyAt, armsOf }: Context, index: number): Declaration {
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
