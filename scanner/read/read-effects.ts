import type { Step } from '#scanner/model/steps.ts'
import { argumentRanges, parseAccessPath, parseLeftSide } from './access-paths.ts'
import { canonicalText } from './canonical-text.ts'
import { aggregateWords, controlWords } from './keywords.ts'
import { closedLock, openedLock } from './lock-names.ts'
import type { Positions } from './positions.ts'
import type { StepWriter } from './step-writer.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Longer texts are compared by their beginnings, which is enough. */
export const textMax = 80
/** The longest right side that is looked through, in tokens: reading stays linear in what is odd. */
const assignedMax = 120

export interface StepsOptions {
  readonly body: number
  /** Index into `BlobFacts.calls` by the token of a row's name. */
  readonly rowAt: ReadonlyMap<number, number>
  /** Further calls that are wanted, by the token of their name. */
  readonly wanted: ReadonlySet<number>
  /** Locals that carry pages. */
  readonly reached: ReadonlySet<string>
}

/** A body whose steps are being written. */
export interface Reading {
  readonly tokens: Tokens
  readonly structure: Structure
  readonly positions: Positions
  readonly options: StepsOptions
  readonly writer: StepWriter
  /** The token of each call, by the index of its step. */
  readonly tokenOf: Map<number, number>
}

export function lineOf({ tokens, positions }: Reading, at: number): number {
  return positions.at(tokens.start[at] ?? 0).line
}

/** Text in which the call of a row is `$` and its index. */
export function textOf({ tokens, structure, options }: Reading, from: number, to: number): string {
  for (let at = from; at < to && at - from < assignedMax; at++) {
    const row = options.rowAt.get(at)
    const close = structure.match[at + 1] ?? -1
    if (row === undefined || close < 0 || close >= to) continue
    const before = canonicalText(tokens, from, at)
    return `${before}$${row}${canonicalText(tokens, close + 1, to)}`.slice(0, textMax)
  }
  return canonicalText(tokens, from, Math.min(to, from + textMax)).slice(0, textMax)
}

/** What an expression does: calls that are told, and names that get another value. */
export function readEffects(reading: Reading, from: number, to: number): void {
  const { tokens, structure, writer } = reading
  for (let at = from; at < to && !writer.hasFailed(); at++) {
    if (tokens.kind[at] === Token.word && kindAt(tokens, at + 1) === Char.parenOpen) readCall(reading, at)
  }
  for (let at = from; at < to && !writer.hasFailed(); at++) {
    const kind = tokens.kind[at]
    if (kind === Char.equals) readAssignment(reading, at, Math.min(to, endOfAssigned(tokens, structure, at + 1, to)))
    else if (kind === Token.assignmentOperator) changed(reading, at - 1)
    else if (kind === Token.increment) {
      changed(reading, kindAt(tokens, at - 1) === Token.word ? at - 1 : at + 1)
    }
  }
}

function endOfAssigned(tokens: Tokens, { match }: Structure, from: number, to: number): number {
  let at = from
  while (at < to && at - from < assignedMax) {
    const kind = tokens.kind[at]
    if (kind === Char.comma || kind === Char.parenClose) return at
    const partner = match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return Math.min(at, to)
}

function readAssignment(reading: Reading, equals: number, end: number): void {
  const { tokens, structure, writer, options } = reading
  const target = parseLeftSide(tokens, structure.match, equals)
  if (target === null || target.base === '') return
  const line = lineOf(reading, equals)
  const source = parseAccessPath(tokens, structure.match, equals + 1, end)
  if (target.steps.length === 0) {
    writer.add({ line, kind: 'set', name: target.base, value: textOf(reading, equals + 1, end) })
  } else if (source !== null && options.reached.has(source.base)) {
    writer.add({ line, kind: 'store', base: source.base })
  }
}

/** `x += n`, `x++`: nothing is known of `x` from here on. */
function changed({ tokens, writer, positions }: Reading, at: number): void {
  if (kindAt(tokens, at) !== Token.word) return
  const before = kindAt(tokens, at - 1)
  if (before === Char.dot || before === Token.arrow) return
  writer.add({ line: positions.at(tokens.start[at] ?? 0).line, kind: 'set', name: tokenText(tokens, at), value: '' })
}

function readCall(reading: Reading, at: number): void {
  const { tokens, structure, writer, options, tokenOf } = reading
  const before = kindAt(tokens, at - 1)
  const callee = tokenText(tokens, at)
  const close = structure.match[at + 1] ?? -1
  if (close < 0 || controlWords.has(callee) || aggregateWords.has(callee)) return
  const ranges = argumentRanges(tokens, structure.match, at + 1, close)
  const isMember = before === Char.dot || before === Token.arrow
  const row = isMember ? undefined : options.rowAt.get(at)
  const first = ranges[0] === undefined ? '' : canonicalText(tokens, ...ranges[0]).slice(0, textMax)
  const given = ranges.flatMap((range) => {
    const path = parseAccessPath(tokens, structure.match, ...range)
    return path !== null && options.reached.has(path.base) ? [path.base] : []
  })
  const line = lineOf(reading, at)
  const isLock = !isMember && (openedLock(callee, first) ?? closedLock(callee, first)) !== null
  if (row !== undefined || given.length > 0 || isLock || options.wanted.has(at)) {
    const step: Step = { line, kind: 'call', callee, first, given }
    const count = ranges[1] === undefined ? {} : { count: textOf(reading, ...ranges[1]) }
    tokenOf.set(writer.add(row === undefined ? step : { ...step, row, ...count }), at)
  }
  if (row !== undefined) return
  for (const [from, until] of ranges) {
    if (until - from === 2 && kindAt(tokens, from) === Char.ampersand && kindAt(tokens, from + 1) === Token.word) {
      writer.add({ line, kind: 'set', name: tokenText(tokens, from + 1), value: '' })
    }
  }
}
