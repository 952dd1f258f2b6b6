import type { Condition, Step } from '#scanner/model/steps.ts'
import { argumentRanges } from './access-paths.ts'
import { canonicalText } from './canonical-text.ts'
import { isAtomicGuard } from './lock-names.ts'
import type { Positions } from './positions.ts'
import { readCondition } from './read-conditions.ts'
import { lineOf, type Reading, readEffects, type StepsOptions, textMax, textOf } from './read-effects.ts'
import { createStepWriter } from './step-writer.ts'
import type { Structure } from './structure.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Statements that nest deeper are odd input. */
const depthMax = 40

export interface ReadSteps {
  readonly steps: readonly Step[]
  /** The token of each call among the steps, by the index of its step. */
  readonly callTokens: ReadonlyMap<number, number>
}

/**
 * The control flow of a body; `null` where conditionals of the preprocessor split a statement, where a label is
 * missing, or where the body is larger than any function of a kernel. Linear in the tokens.
 */
export function readSteps(
  tokens: Tokens,
  structure: Structure,
  positions: Positions,
  options: StepsOptions,
): ReadSteps | null {
  const body = structure.bodies[options.body]
  if (body === undefined || body.kind !== 'function') return null
  const writer = createStepWriter()
  const tokenOf = new Map<number, number>()
  readStatements({ tokens, structure, positions, options, writer, tokenOf }, body.from, body.to)
  const finished = writer.finish(positions.at(tokens.start[Math.min(body.to, tokens.count - 1)] ?? 0).line)
  if (finished === null) return null
  const callTokens = new Map<number, number>()
  finished.sources.forEach((source, index) => {
    const token = tokenOf.get(source)
    if (token !== undefined) callTokens.set(index, token)
  })
  return { steps: finished.steps, callTokens }
}

/** Where `break` and `continue` go: jumps that are told when the statement around them ends. */
interface Around {
  readonly breaks: number[]
  readonly continues: number[] | null
}

const outside: Around = { breaks: [], continues: null }

function readStatements(reading: Reading, from: number, to: number): void {
  const { writer } = reading
  let at = from
  while (at < to && !writer.hasFailed()) at = readBlockItem(reading, at, to, outside, 0)
}

/** A block between braces, with the guards that it ends. */
function readBlock(reading: Reading, open: number, around: Around, depth: number): number {
  const { tokens, structure, writer } = reading
  const close = structure.match[open] ?? -1
  if (close < 0 || depth > depthMax) {
    writer.fail()
    return open + 1
  }
  const guards: string[] = []
  let at = open + 1
  while (at < close && !writer.hasFailed()) {
    const guard = guardAt(tokens, structure, at)
    if (guard !== null) guards.push(guard)
    at = readBlockItem(reading, at, close, around, depth + 1)
  }
  for (const first of guards.reverse()) addLock(reading, close, 'unguard', first)
  return close + 1
}

function readBlockItem(reading: Reading, at: number, to: number, around: Around, depth: number): number {
  const { tokens, writer } = reading
  switch (tokens.kind[at]) {
    case Token.conditionalOpen:
    case Token.conditionalOpenDead:
      return readArmsOf(reading, at, to, around, depth)
    case Token.conditionalElse:
    case Token.conditionalClose:
      writer.fail()
      return at + 1
    default:
      return readStatement(reading, at, to, around, depth)
  }
}

/** Arms of a conditional: one of them is compiled, and the same one wherever its condition stands. */
function readArmsOf(reading: Reading, open: number, to: number, around: Around, depth: number): number {
  const { tokens, writer } = reading
  const ends: number[] = []
  let at = open
  let isDead = tokens.kind[open] === Token.conditionalOpenDead
  for (;;) {
    const isElse = /^#\s*else\b/.test(tokenText(tokens, at))
    const left = isDead ? '0' : canonicalText(tokens, at, at + 1).slice(0, textMax)
    const test = isElse
      ? -1
      : writer.add({
          line: lineOf(reading, at),
          kind: 'if',
          condition: { left, relation: '!=', right: '0' },
          other: -1,
        })
    at++
    while (at < to && !isArmEnd(tokens.kind[at]) && !writer.hasFailed()) {
      at = readBlockItem(reading, at, to, around, depth + 1)
    }
    if (at >= to || writer.hasFailed()) {
      writer.fail()
      return to
    }
    isDead = false
    const isLast = tokens.kind[at] === Token.conditionalClose
    if (!isLast) ends.push(writer.add({ line: lineOf(reading, at), kind: 'skip', to: -1 }))
    if (test >= 0) writer.aim(test, writer.here())
    if (isLast) break
  }
  for (const end of ends) writer.aim(end, writer.here())
  return at + 1
}

function isArmEnd(kind: number | undefined): boolean {
  return kind === Token.conditionalElse || kind === Token.conditionalClose
}

/** Reads one statement and answers where the next one starts. */
function readStatement(reading: Reading, at: number, to: number, around: Around, depth: number): number {
  const { tokens, structure, writer } = reading
  if (depth > depthMax) {
    writer.fail()
    return to
  }
  const kind = tokens.kind[at]
  if (kind === Char.semicolon) return at + 1
  if (kind === Char.braceOpen) return readBlock(reading, at, around, depth)
  if (kind !== Token.word) return readExpressionStatement(reading, at, to)
  const word = tokenText(tokens, at)
  switch (word) {
    case 'if':
      return readIf(reading, at, to, around, depth)
    case 'while':
      return readLoop(reading, at, to, depth, null)
    case 'for':
      return readFor(reading, at, to, depth)
    case 'do':
      return readDo(reading, at, to, depth)
    case 'switch':
      return readSwitch(reading, at, to, around, depth)
    case 'goto':
      if (kindAt(tokens, at + 1) === Token.word) writer.jump(lineOf(reading, at), tokenText(tokens, at + 1))
      else writer.fail()
      return at + 3
    case 'break':
      around.breaks.push(writer.add({ line: lineOf(reading, at), kind: 'goto', to: -1 }))
      return at + 2
    case 'continue':
      if (around.continues === null) writer.fail()
      else around.continues.push(writer.add({ line: lineOf(reading, at), kind: 'goto', to: -1 }))
      return at + 2
    case 'return': {
      const end = endOfStatement(reading, at, to)
      readEffects(reading, at + 1, end)
      writer.add({ line: lineOf(reading, at), kind: 'exit', value: textOf(reading, at + 1, end) })
      return end + 1
    }
    case 'else':
    case 'case':
    case 'default':
      writer.fail()
      return to
  }
  if (kindAt(tokens, at + 1) === Char.colon) {
    writer.label(word)
    return at + 2
  }
  if (kindAt(tokens, at + 1) === Char.parenOpen) {
    const close = structure.match[at + 1] ?? -1
    const behind = kindAt(tokens, close + 1)
    const isLoop = /for_?each|^FOR_EACH/i.test(word)
    if (close > at && (behind === Char.braceOpen || (isLoop && behind === Token.word))) {
      return readMacroStatement(reading, at, to, { around, depth, isLoop })
    }
  }
  return readExpressionStatement(reading, at, to)
}

function readExpressionStatement(reading: Reading, at: number, to: number): number {
  const end = endOfStatement(reading, at, to)
  const guard = guardAt(reading.tokens, reading.structure, at)
  if (guard !== null) addLock(reading, at, 'guard', guard)
  else readEffects(reading, at, end)
  return end + 1
}

/** The `;` that ends a statement; a conditional of the preprocessor within it cannot be followed. */
function endOfStatement({ tokens, structure, writer }: Reading, from: number, to: number): number {
  let at = from
  while (at < to) {
    const kind = tokens.kind[at] ?? 0
    if (kind === Char.semicolon) return at
    if (kind >= Token.conditionalOpen && kind <= Token.conditionalClose) {
      writer.fail()
      return to
    }
    const partner = structure.match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return to
}

function readIf(reading: Reading, at: number, to: number, around: Around, depth: number): number {
  const { tokens, structure, writer } = reading
  const open = at + 1
  const close = structure.match[open] ?? -1
  if (kindAt(tokens, open) !== Char.parenOpen || close < 0) {
    writer.fail()
    return to
  }
  const failing = readCondition(reading, open + 1, close, false, depth)
  let next = readBranch(reading, close + 1, to, around, depth)
  if (next < to && tokens.kind[next] === Token.word && tokenText(tokens, next) === 'else') {
    const over = writer.add({ line: lineOf(reading, next), kind: 'skip', to: -1 })
    for (const test of failing) writer.aim(test, writer.here())
    next = readBranch(reading, next + 1, to, around, depth)
    writer.aim(over, writer.here())
  } else for (const test of failing) writer.aim(test, writer.here())
  return next
}

function readBranch(reading: Reading, at: number, to: number, around: Around, depth: number): number {
  return at >= to ? to : readBlockItem(reading, at, to, around, depth + 1)
}

/** `while (condition) statement`; `increment` are the tokens that a `for` runs at the end of each round. */
function readLoop(
  reading: Reading,
  at: number,
  to: number,
  depth: number,
  head: { readonly condition: [number, number]; readonly increment: [number, number] } | null,
): number {
  const { structure, writer } = reading
  const close = structure.match[at + 1] ?? -1
  if (close < 0) {
    writer.fail()
    return to
  }
  const [from, until] = head?.condition ?? [at + 2, close]
  const line = lineOf(reading, at)
  const start = writer.add({ line, kind: 'loop', end: -1 })
  const again = writer.here()
  const failing = from < until ? readCondition(reading, from, until, false, depth) : []
  const inside: Around = { breaks: [], continues: [] }
  const next = readBranch(reading, close + 1, to, inside, depth)
  for (const jump of inside.continues ?? []) writer.aim(jump, writer.here())
  if (head !== null) readEffects(reading, ...head.increment)
  writer.add({ line, kind: 'skip', to: again })
  for (const jump of [...failing, ...inside.breaks, start]) writer.aim(jump, writer.here())
  return next
}

function readFor(reading: Reading, at: number, to: number, depth: number): number {
  const { structure, writer } = reading
  const close = structure.match[at + 1] ?? -1
  if (close < 0) {
    writer.fail()
    return to
  }
  const first = endOfStatement(reading, at + 2, close)
  const second = endOfStatement(reading, first + 1, close)
  readEffects(reading, at + 2, first)
  return readLoop(reading, at, to, depth, { condition: [first + 1, second], increment: [second + 1, close] })
}

function readDo(reading: Reading, at: number, to: number, depth: number): number {
  const { tokens, structure, writer } = reading
  const start = writer.add({ line: lineOf(reading, at), kind: 'loop', end: -1 })
  const again = writer.here()
  const inside: Around = { breaks: [], continues: [] }
  const next = readBranch(reading, at + 1, to, inside, depth)
  const close = structure.match[next + 1] ?? -1
  if (tokens.kind[next] !== Token.word || tokenText(tokens, next) !== 'while' || close < 0) {
    writer.fail()
    return to
  }
  for (const jump of inside.continues ?? []) writer.aim(jump, writer.here())
  const failing = readCondition(reading, next + 2, close, false, depth)
  writer.add({ line: lineOf(reading, next), kind: 'skip', to: again })
  for (const jump of [...failing, ...inside.breaks, start]) writer.aim(jump, writer.here())
  return close + 2
}

function readSwitch(reading: Reading, at: number, to: number, { continues }: Around, depth: number): number {
  const { tokens, structure, writer } = reading
  const close = structure.match[at + 1] ?? -1
  const end = structure.match[close + 1] ?? -1
  if (close < 0 || kindAt(tokens, close + 1) !== Char.braceOpen || end < 0) {
    writer.fail()
    return to
  }
  readEffects(reading, at + 2, close)
  const dispatch = writer.add({
    line: lineOf(reading, at),
    kind: 'switch',
    value: textOf(reading, at + 2, close),
    to: [],
  })
  const inside: Around = { breaks: [], continues }
  let hasDefault = false
  for (let next = close + 2; next < end && !writer.hasFailed(); ) {
    const word = tokens.kind[next] === Token.word ? tokenText(tokens, next) : ''
    if (word === 'case' || word === 'default') {
      writer.aim(dispatch, writer.here())
      hasDefault ||= word === 'default'
      while (next < end && tokens.kind[next] !== Char.colon) next++
      next++
    } else next = readBlockItem(reading, next, end, inside, depth + 1)
  }
  if (!hasDefault) writer.aim(dispatch, writer.here())
  for (const jump of inside.breaks) writer.aim(jump, writer.here())
  return end + 1
}

/** `list_for_each_entry(page, …) {`, `scoped_guard(spinlock, &x->lock) {`: a loop, or a block that runs once. */
function readMacroStatement(
  reading: Reading,
  at: number,
  to: number,
  { around, depth, isLoop }: { readonly around: Around; readonly depth: number; readonly isLoop: boolean },
): number {
  const { tokens, structure, writer } = reading
  const close = structure.match[at + 1] ?? at + 1
  const line = lineOf(reading, at)
  if (!isLoop) {
    const lock = scopedGuardAt(tokens, structure, at)
    if (lock !== null) addLock(reading, at, 'scoped_guard', lock)
    else readEffects(reading, at, close + 1)
    const next = readBranch(reading, close + 1, to, around, depth)
    if (lock !== null) addLock(reading, next - 1, 'unguard', lock)
    return next
  }
  const start = writer.add({ line, kind: 'loop', end: -1 })
  const again = writer.here()
  const condition: Condition = { left: textOf(reading, at, close + 1), relation: '!=', right: '0' }
  const test = writer.add({ line, kind: 'if', condition, other: -1 })
  for (const [from, until] of argumentRanges(tokens, structure.match, at + 1, close).slice(0, 2)) {
    if (until - from === 1 && tokens.kind[from] === Token.word) {
      writer.add({ line, kind: 'set', name: tokenText(tokens, from), value: '' })
    }
  }
  const inside: Around = { breaks: [], continues: [] }
  const next = readBranch(reading, close + 1, to, inside, depth)
  for (const jump of inside.continues ?? []) writer.aim(jump, writer.here())
  writer.add({ line, kind: 'skip', to: again })
  for (const jump of [test, ...inside.breaks, start]) writer.aim(jump, writer.here())
  return next
}

/** `guard(spinlock)(&x->lock)`: what it holds, as it is given back; `null` for any other statement. */
function guardAt(tokens: Tokens, { match }: Structure, at: number): string | null {
  if (tokens.kind[at] !== Token.word || tokenText(tokens, at) !== 'guard') return null
  const close = match[at + 1] ?? -1
  if (kindAt(tokens, at + 1) !== Char.parenOpen || close < 0 || kindAt(tokens, close + 1) !== Char.parenOpen)
    return null
  if (!isAtomicGuard(canonicalText(tokens, at + 2, close))) return null
  const end = match[close + 1] ?? close + 1
  return canonicalText(tokens, at + 2, end).slice(0, textMax)
}

function scopedGuardAt(tokens: Tokens, { match }: Structure, at: number): string | null {
  if (tokenText(tokens, at) !== 'scoped_guard') return null
  const close = match[at + 1] ?? -1
  const [first] = argumentRanges(tokens, match, at + 1, close)
  if (first === undefined || !isAtomicGuard(canonicalText(tokens, ...first))) return null
  return canonicalText(tokens, at + 2, close).slice(0, textMax)
}

function addLock(reading: Reading, at: number, callee: string, first: string): void {
  reading.writer.add({ line: lineOf(reading, at), kind: 'call', callee, first, given: [] })
}
