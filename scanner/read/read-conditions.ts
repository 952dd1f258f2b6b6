import type { Condition, Relation } from '#scanner/model/steps.ts'
import { lineOf, type Reading, readEffects, textOf } from './read-effects.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Conditions that nest deeper are odd input. */
const depthMax = 40

/**
 * Tests of a condition, in the order in which C makes them: what follows is reached where it holds (where it fails, if
 * `negated`). The answer are the tests that lead elsewhere, to be aimed there.
 */
export function readCondition(reading: Reading, from: number, to: number, negated: boolean, depth: number): number[] {
  const { tokens, writer } = reading
  if (depth > depthMax) {
    writer.fail()
    return []
  }
  const [first, last] = stripped(reading, from, to)
  if (kindAt(tokens, first) === Char.bang && endsOperand(reading, first + 1, last)) {
    return readCondition(reading, first + 1, last, !negated, depth + 1)
  }
  for (const [operator, isAny] of [
    ['||', true],
    ['&&', false],
  ] as const) {
    const parts = splitBy(reading, first, last, operator)
    if (parts.length < 2) continue
    if (isAny === negated) return parts.flatMap(([a, b]) => readCondition(reading, a, b, negated, depth + 1))
    const reached: number[] = []
    let failing: number[] = []
    parts.forEach(([a, b], nth) => {
      failing = readCondition(reading, a, b, negated, depth + 1)
      if (nth === parts.length - 1) return
      reached.push(writer.add({ line: lineOf(reading, a), kind: 'skip', to: -1 }))
      for (const test of failing) writer.aim(test, writer.here())
    })
    for (const jump of reached) writer.aim(jump, writer.here())
    return failing
  }
  readEffects(reading, first, last)
  const condition = comparisonOf(reading, first, last)
  const asked = negated ? { ...condition, relation: opposite[condition.relation] } : condition
  return [writer.add({ line: lineOf(reading, first), kind: 'if', condition: asked, other: -1 })]
}

const opposite: Readonly<Record<Relation, Relation>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

/** Without parentheses around the whole, and without `likely()` and the like. */
function stripped({ tokens, structure }: Reading, from: number, to: number): [number, number] {
  let first = from
  let last = to
  for (;;) {
    if (kindAt(tokens, first) === Char.parenOpen && structure.match[first] === last - 1) {
      first++
      last--
    } else if (
      kindAt(tokens, first + 1) === Char.parenOpen &&
      structure.match[first + 1] === last - 1 &&
      /^(?:un)?likely$|^WARN_ON(?:_ONCE)?$/.test(tokenText(tokens, first))
    ) {
      first += 2
      last--
    } else return [first, last]
  }
}

/** What stands behind a `!` is all that it negates: one name, call, member or parenthesis. */
function endsOperand({ tokens, structure }: Reading, from: number, to: number): boolean {
  for (let at = from; at < to; ) {
    const kind = tokens.kind[at] ?? 0
    if (kind === Char.parenOpen || kind === Char.bracketOpen) {
      const partner = structure.match[at] ?? -1
      if (partner < at) return false
      at = partner + 1
    } else if (
      kind === Token.word ||
      kind === Char.dot ||
      kind === Token.arrow ||
      kind === Char.bang ||
      kind === Char.star
    )
      at++
    else return false
  }
  return true
}

function splitBy({ tokens, structure }: Reading, from: number, to: number, operator: string): [number, number][] {
  const parts: [number, number][] = []
  let start = from
  for (let at = from; at < to; ) {
    if (tokens.kind[at] === Token.operator && tokenText(tokens, at) === operator) {
      parts.push([start, at])
      start = at + 1
      at++
      continue
    }
    const partner = structure.match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return [...parts, [start, to]]
}

function comparisonOf(reading: Reading, from: number, to: number): Condition {
  const { tokens, structure } = reading
  for (let at = from; at < to; ) {
    const relation = relationAt(tokens, at)
    if (relation !== null) {
      return { left: valueText(reading, from, at), relation, right: valueText(reading, at + 1, to) }
    }
    const partner = structure.match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return { left: valueText(reading, from, to), relation: '!=', right: '0' }
}

function relationAt(tokens: Tokens, at: number): Relation | null {
  const kind = tokens.kind[at]
  if (kind === Char.less) return '<'
  if (kind === greater) return '>'
  if (kind !== Token.operator) return null
  const text = tokenText(tokens, at)
  return text === '==' || text === '!=' || text === '<=' || text === '>=' ? text : null
}

const greater = 62

/** Text of a value: of an assignment in parentheses what is assigned to, without casts. */
function valueText(reading: Reading, from: number, to: number): string {
  const { tokens } = reading
  const [first, last] = stripped(reading, from, to)
  for (let at = first; at < last; at++) {
    if (tokens.kind[at] === Char.equals && at === first + 1) return tokenText(tokens, first)
  }
  return textOf(reading, first, last).replace(
    /^\((?:(?:unsigned|signed|const|long|int|size_t|ssize_t|u\d+|s\d+|__u\d+) ?)+\)/,
    '',
  )
}
