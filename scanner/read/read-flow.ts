import type { AccessPath } from '#scanner/model/access-path.ts'
import type { FunctionFacts, Move, Parameter } from '#scanner/model/facts.ts'
import type { Transfer } from '#scanner/model/transfers.ts'
import { valueKey } from '#scanner/model/value-key.ts'
import { argumentRanges, endOfArgument, parseAccessPath, parseLeftSide } from './access-paths.ts'
import { controlWords } from './keywords.ts'
import type { Positions } from './positions.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

export type Flow = Pick<FunctionFacts, 'moves' | 'returns' | 'locals' | 'flags' | 'bools'>

/** The longest right side that is followed. */
const rightSideMax = 120
/** How far in front of a flag its assignment may stand. */
const flagStatementMax = 60

/** The part of `ReaderNames` that decides what a call does to values. */
export interface FlowNames {
  readonly rows: ReadonlySet<string>
  readonly transfers: ReadonlyMap<string, readonly Transfer[]>
}

/**
 * What moves inside one body: assignments and initialisers, transfers into carriers, `FOLL_*` flags collected in locals,
 * names declared `bool`. Everything, since what matters is known only once the calls are: see `selectFlow()`.
 */
export function readFlow(
  tokens: Tokens,
  structure: Structure,
  positions: Positions,
  body: { readonly index: number; readonly names: FlowNames },
): Flow {
  const { bodies, bodyOf } = structure
  const range = bodies[body.index]
  const moves: Move[] = []
  const returns: AccessPath[] = []
  const locals: Parameter[] = []
  const bools: string[] = []
  const flags = new Map<string, Set<string>>()
  if (range === undefined) return { moves, returns, locals, bools, flags: [] }
  for (let at = range.from; at < range.to; at++) {
    if (bodyOf[at] !== body.index) continue
    const kind = tokens.kind[at]
    if (kind === Char.equals) readMoves(tokens, structure, positions, at, moves)
    else if (kind === Token.word) {
      if (kindAt(tokens, at + 1) === Char.parenOpen)
        readCallMoves(tokens, structure.match, positions, at, body.names, moves)
      const start = tokens.start[at] ?? 0
      const length = (tokens.end[at] ?? 0) - start
      if (length === 10 && tokens.text.startsWith('return_ptr', start))
        returns.push(...readReturn(tokens, structure.match, at))
      else if (length === 6 && tokens.text.startsWith('return', start))
        returns.push(...readReturn(tokens, structure.match, at))
      else if (length === 6 && tokens.text.startsWith('struct', start)) locals.push(...readLocals(tokens, at))
      else if (length > 5 && tokens.text.startsWith('FOLL_', start)) readFlag(tokens, structure, range.from, at, flags)
      else if (length === 4 && tokens.text.startsWith('bool', start) && kindAt(tokens, at + 1) === Token.word) {
        bools.push(tokenText(tokens, at + 1))
      } else if (opensStatement(kindAt(tokens, at - 1)) && isTypeName(tokens, at)) {
        locals.push(...readLocals(tokens, at - 1))
      }
    }
  }
  return {
    moves,
    returns,
    locals,
    bools,
    flags: [...flags].map(([name, found]) => ({ name, flags: [...found].sort() })),
  }
}

/** `NULL`, `GFP_KERNEL`: says nothing of pages. */
function isConstant({ base, steps }: AccessPath): boolean {
  return steps.length === 0 && /^[A-Z][A-Z0-9_]*$/.test(base)
}

/** Of a body's flow what touches a value that `reached` names. */
export function selectFlow(flow: Flow, reached: ReadonlySet<string>): Flow {
  return {
    moves: flow.moves.filter(({ to, from }) => (reached.has(to.base) || reached.has(from.base)) && !isConstant(from)),
    returns: flow.returns.filter(({ base }) => reached.has(base)),
    locals: flow.locals.filter(({ name }) => reached.has(name)),
    bools: flow.bools,
    flags: flow.flags,
  }
}

/** A word behind which the declared name comes: `PMR_ARRAY *array`, `PMR_ARRAY array`. */
function isTypeName(tokens: Tokens, at: number): boolean {
  const next = kindAt(tokens, at + 1)
  return next === Char.star || (next === Token.word && !controlWords.has(tokenText(tokens, at + 1)))
}

/** A declaration by a type's name alone may begin here. */
function opensStatement(before: number): boolean {
  return before === Char.semicolon || before === Char.braceOpen || before === Char.braceClose
}

/** `struct dma *dma, *other;`, with its `struct` at `at` or with a word in front of the type that is none: the names up to the first initialiser, each with the struct's name. */
function readLocals(tokens: Tokens, at: number): readonly Parameter[] {
  if (kindAt(tokens, at + 1) !== Token.word) return []
  const type = tokenText(tokens, at + 1)
  // return *value;
  if (controlWords.has(type)) return []
  const locals: Parameter[] = []
  for (let next = at + 2; ; next++) {
    while (kindAt(tokens, next) === Char.star) next++
    if (kindAt(tokens, next) !== Token.word) return locals
    const end = behindAnnotations(tokens, next + 1)
    const behind = kindAt(tokens, end)
    if (behind !== Char.semicolon && behind !== Char.comma && behind !== Char.equals && behind !== Char.bracketOpen) {
      return locals
    }
    locals.push({ name: tokenText(tokens, next), type })
    if (behind !== Char.comma) return locals
    next = end
  }
}

/** Tokens of annotations behind a declared name that are passed by. */
const annotationMax = 16

/** `__free(kfree)`, `__maybe_unused`, `__attribute__((cleanup(f)))` behind a declared name: the token behind them. */
function behindAnnotations(tokens: Tokens, first: number): number {
  let at = first
  while (kindAt(tokens, at) === Token.word && tokenText(tokens, at).startsWith('__')) {
    at++
    let depth = 0
    for (let count = 0; count < annotationMax && (depth > 0 || kindAt(tokens, at) === Char.parenOpen); count++, at++) {
      if (kindAt(tokens, at) === Char.parenOpen) depth++
      else if (kindAt(tokens, at) === Char.parenClose) depth--
    }
  }
  return at
}

const copiers: ReadonlySet<string> = new Set(['memcpy', 'memmove'])

/** `memcpy(to, from, n * sizeof(*from))`, `sizeof(struct page *)`, `sizeof(from)`: the size is that of pointers, or of the very array. */
function copiesPointers(tokens: Tokens, match: Int32Array, at: number): boolean {
  const close = match[at + 1] ?? -1
  const [target, source, size] = argumentRanges(tokens, match, at + 1, close)
  if (target === undefined || source === undefined || size === undefined) return false
  for (let token = size[0]; token < size[1]; token++) {
    if (tokens.kind[token] !== Token.word || tokenText(tokens, token) !== 'sizeof') continue
    const open = token + 1
    const end = match[open] ?? -1
    if (kindAt(tokens, open) !== Char.parenOpen || end < 0) return false
    const measured = tokens.text.slice(tokens.start[open + 1], tokens.end[end - 1])
    const isArray = [target, source].some(
      ([from, to]) => measured === tokens.text.slice(tokens.start[from], tokens.end[to - 1]),
    )
    return isArray || measured.includes('*')
  }
  return false
}

/** Arguments of one call that are looked at. */
const filledMax = 8
/** Loops of drivers that are named as `for_each_sg()` and `for_each_sgtable_sg()` are. */
const listsFirst = /for_each_sg(?:table_sg)?$/

/**
 * Values that a call fills by their address (`find_lock(x, &page)`), or a loop macro by its first argument
 * (`list_for_each_entry(page, …)`): moves from the call's result. Calls of catalogue names are no moves: they are rows.
 */
function readCallMoves(
  tokens: Tokens,
  match: Int32Array,
  positions: Positions,
  at: number,
  { rows, transfers }: FlowNames,
  into: Move[],
): void {
  const close = match[at + 1] ?? -1
  const called = tokenText(tokens, at)
  if (close < 0 || controlWords.has(called) || rows.has(called)) return
  const carried = transfers.get(called)
  if (carried !== undefined) {
    if (copiers.has(called) && !copiesPointers(tokens, match, at)) return
    readTransfers(tokens, match, positions, at, carried, into)
    return
  }
  const isLoop = called.includes('for_each') && !listsFirst.test(called)
  const from: AccessPath = { base: '', steps: [`${called}()`] }
  const line = positions.at(tokens.start[at] ?? 0).line
  let start = at + 2
  for (let index = 0; index < filledMax && start < close; index++) {
    const end = endOfArgument(tokens, match, start, close)
    const isAddress = kindAt(tokens, start) === Char.ampersand && end - start === 2
    if (isAddress && kindAt(tokens, start + 1) === Token.word) {
      into.push({ line, to: { base: tokenText(tokens, start + 1), steps: [] }, from })
    } else if (isLoop && index === 0 && end - start === 1 && kindAt(tokens, start) === Token.word) {
      into.push({ line, to: { base: tokenText(tokens, start), steps: [] }, from })
    }
    start = end + 1
  }
  if (called.includes('for_each') && called.includes('sg')) readScatterLoop(tokens, match, positions, at, into)
}

/**
 * A driver's own loop over a scatterlist: `for_each_sgt_page(page, iter, obj->sgt)` walks what its last argument holds. One that is named as
 * the kernel's, or begins with an object, has the list in front: `xd_for_each_sg(&obj->sgt, sg, i)`.
 */
function readScatterLoop(tokens: Tokens, match: Int32Array, positions: Positions, at: number, into: Move[]): void {
  const ranges = argumentRanges(tokens, match, at + 1, match[at + 1] ?? -1)
  const paths = ranges.map((range) => parseAccessPath(tokens, match, ...range))
  const [first = null, second = null] = paths
  const isListFirst = listsFirst.test(tokenText(tokens, at)) || (first !== null && first.steps.length > 0)
  if (isListFirst && first !== null && second !== null && second.steps.length === 0) {
    into.push({ line: positions.at(tokens.start[at] ?? 0).line, to: second, from: first })
    return
  }
  const to = first
  const from = paths.slice(1).findLast((path) => path !== null && path.base !== '' && !isConstant(path)) ?? null
  if (to !== null && from !== null) into.push({ line: positions.at(tokens.start[at] ?? 0).line, to, from })
}

function readTransfers(
  tokens: Tokens,
  match: Int32Array,
  positions: Positions,
  at: number,
  carried: readonly Transfer[],
  into: Move[],
): void {
  const line = positions.at(tokens.start[at] ?? 0).line
  const ranges = argumentRanges(tokens, match, at + 1, match[at + 1] ?? -1)
  const pathAt = (index: number) => {
    const range = ranges[index]
    return range === undefined ? null : parseAccessPath(tokens, match, ...range)
  }
  for (const { to, member, from, fills } of carried) {
    const source = pathAt(from)
    const target =
      to !== null ? pathAt(to) : kindAt(tokens, at - 1) === Char.equals ? parseLeftSide(tokens, match, at - 1) : null
    if (source === null || target === null || target.base === '') continue
    const steps = member === '' ? target.steps : [...target.steps, `.${member}`]
    const move = { line, to: { base: target.base, steps }, from: source }
    into.push(fills ? { ...move, fills } : move)
  }
}

function readReturn(tokens: Tokens, match: Int32Array, at: number): readonly AccessPath[] {
  const end = endOfRightSide(tokens, match, at + 1)
  return alternatives(tokens, match, at + 1, end).flatMap(
    ([from, to]) => parseAccessPath(tokens, match, from, to) ?? [],
  )
}

/** `struct bio_vec bv = { .bv_page = page }`: the member of the variable that the braces fill. */
function parseInitialised(tokens: Tokens, match: Int32Array, enclosing: Int32Array, equals: number): AccessPath | null {
  if (kindAt(tokens, equals - 1) !== Token.word || kindAt(tokens, equals - 2) !== Char.dot) return null
  const before = kindAt(tokens, equals - 3)
  const brace = enclosing[equals] ?? -1
  if ((before !== Char.braceOpen && before !== Char.comma) || kindAt(tokens, brace) !== Char.braceOpen) return null
  // a compound literal has its type in front
  const cast = kindAt(tokens, brace - 1) === Char.parenClose ? (match[brace - 1] ?? -1) : -1
  const assignment = cast >= 0 ? cast - 1 : brace - 1
  if (kindAt(tokens, assignment) !== Char.equals) return null
  const owner = parseLeftSide(tokens, match, assignment)
  return owner === null ? null : { base: owner.base, steps: [...owner.steps, `.${tokenText(tokens, equals - 1)}`] }
}

function readMoves(
  tokens: Tokens,
  { match, enclosing }: Structure,
  positions: Positions,
  equals: number,
  into: Move[],
): void {
  const to = parseInitialised(tokens, match, enclosing, equals) ?? parseLeftSide(tokens, match, equals)
  if (to === null || to.base === '') return
  const line = positions.at(tokens.start[equals] ?? 0).line
  const end = endOfRightSide(tokens, match, equals + 1)
  for (const [from, until] of alternatives(tokens, match, equals + 1, end)) {
    const path = parseAccessPath(tokens, match, from, until)
    if (path !== null) into.push({ line, to, from: path })
  }
}

function endOfRightSide(tokens: Tokens, match: Int32Array, from: number): number {
  let at = from
  while (at < tokens.count && at - from < rightSideMax) {
    const kind = tokens.kind[at] ?? 0
    if (kind === Char.semicolon || kind === Char.comma || kind === Char.equals || kind < Token.number - 1) return at
    const partner = match[at] ?? -1
    if (partner >= 0 && partner < at) return at
    if (kind === Char.parenClose || kind === Char.bracketClose || kind === Char.braceClose) return at
    at = partner > at ? partner + 1 : at + 1
  }
  return at
}

/** `a ? b : c` hands on `b` or `c`; anything else is its own only alternative. */
function alternatives(tokens: Tokens, match: Int32Array, from: number, to: number): [number, number][] {
  const question = findAtDepth(tokens, match, from, to, Char.question)
  if (question < 0) return [[from, to]]
  const colon = findAtDepth(tokens, match, question + 1, to, Char.colon)
  if (colon < 0) return []
  const first: [number, number] = colon === question + 1 ? [from, question] : [question + 1, colon]
  return [first, [colon + 1, to]]
}

function findAtDepth(tokens: Tokens, match: Int32Array, from: number, to: number, wanted: number): number {
  let at = from
  while (at < to) {
    if (tokens.kind[at] === wanted) return at
    const partner = match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return -1
}

/** `flags = write ? FOLL_WRITE : 0`, `flags |= FOLL_LONGTERM`: which local the flag is put into. */
function readFlag(
  tokens: Tokens,
  structure: Structure,
  bodyFrom: number,
  at: number,
  flags: Map<string, Set<string>>,
): void {
  for (let back = at - 1; back >= bodyFrom && at - back < flagStatementMax; back--) {
    const kind = kindAt(tokens, back)
    if (kind === Char.semicolon || kind === Char.braceOpen || kind === Char.braceClose) return
    // inside the arguments of a call: the flag is said there, not stored
    if (kind === Char.parenOpen && (structure.match[back] ?? -1) > at && kindAt(tokens, back - 1) === Token.word) return
    if (kind !== Char.equals && kind !== Token.assignmentOperator) continue
    if (kindAt(tokens, back - 1) !== Token.word) return
    const name = tokenText(tokens, back - 1)
    const known = flags.get(name) ?? new Set()
    flags.set(name, known.add(tokenText(tokens, at)))
    return
  }
}

/** The names that values of `carried` are reached by over moves, in either direction. */
export function reachedNames(moves: readonly Move[], carried: ReadonlySet<string>): ReadonlySet<string> {
  const neighbours = new Map<string, string[]>()
  const link = (a: string, b: string) => {
    const known = neighbours.get(a)
    if (known === undefined) neighbours.set(a, [b])
    else known.push(b)
  }
  for (const { to, from } of moves) {
    // what a function makes of a value is another value
    if (valueKey(from) === null) continue
    link(to.base, from.base)
    link(from.base, to.base)
  }
  const reached = new Set(carried)
  const queue = [...carried]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const next of neighbours.get(name) ?? []) {
      if (next === '' || reached.has(next)) continue
      reached.add(next)
      queue.push(next)
    }
  }
  return reached
}
