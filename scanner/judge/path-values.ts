import type { Condition, Relation } from '#scanner/model/steps.ts'

/** How an acquire ended on one path: not reached yet, no page, fewer than asked for, or all of them. */
export type Outcome = 'before' | 'none' | 'some' | 'all'

/** What is known of a value: a sign, that it is not zero, or that it is what the acquire returned. */
export type Known = 'zero' | 'negative' | 'positive' | 'nonzero' | 'result'

export interface Values {
  readonly outcome: Outcome
  /** Text of the result of the acquire's call in conditions. */
  readonly resultText: string
  /** Text of the number that was asked for; `null` where it is not known, or has changed. */
  readonly wanted: string | null
  /** Local that holds the pages: no null pointer once they are taken. */
  readonly carrier: string
  readonly names: ReadonlyMap<string, Known>
}

interface Range {
  readonly low: number
  readonly high: number
}

/** More pages than any constant that a result is compared with. */
const many = 1_000_000

/** Whether a condition holds on a path, as far as the values tell; `null` if they do not. */
export function evaluate({ left, relation, right }: Condition, values: Values): boolean | null {
  if (knownOf(left, values) === 'nonzero' && right === '0')
    return relation === '==' ? false : relation === '!=' ? true : null
  const one = rangeOf(left, values)
  const other = rangeOf(right, values)
  return one === null || other === null ? null : compare(one, relation, other)
}

/** What an assignment of this text makes known. */
export function assigned(text: string, values: Values): Known | null {
  if (/(?:^|[^\w])-E[A-Z]/.test(text)) return 'negative'
  const known = knownOf(text, values)
  if (known !== null) return known
  const range = rangeOf(text, values)
  if (range === null) return null
  if (range.low > 0) return 'positive'
  if (range.high < 0) return 'negative'
  return range.low === 0 && range.high === 0 ? 'zero' : null
}

/** What is known of a name where a condition on it that could not be told has been found to hold. */
export function refine({ left, relation, right }: Condition, holds: boolean): readonly [string, Known] | null {
  if (right !== '0' || !/^\w+$/.test(left)) return null
  const asked = holds ? relation : opposite[relation]
  const known: Partial<Record<Relation, Known>> = { '==': 'zero', '!=': 'nonzero', '<': 'negative', '>': 'positive' }
  const found = known[asked]
  return found === undefined ? null : [left, found]
}

const opposite: Readonly<Record<Relation, Relation>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

/** One spelling of a condition and of its opposite, and whether it is turned round in it. */
export function keyOf({ left, relation, right }: Condition): { readonly key: string; readonly turned: boolean } {
  switch (relation) {
    case '!=':
      return { key: `${left} == ${right}`, turned: true }
    case '>=':
      return { key: `${left} < ${right}`, turned: true }
    case '>':
      return { key: `${right} < ${left}`, turned: false }
    case '<=':
      return { key: `${right} < ${left}`, turned: true }
    default:
      return { key: `${left} ${relation} ${right}`, turned: false }
  }
}

function knownOf(text: string, { names, resultText }: Values): Known | null {
  return text === resultText ? 'result' : (names.get(text) ?? null)
}

function rangeOf(text: string, values: Values): Range | null {
  if (text === '0' || text === 'NULL' || text === 'false') return { low: 0, high: 0 }
  if (text === '1' || text === 'true') return { low: 1, high: 1 }
  const all = values.wanted === '1' ? 1 : many
  if (text === values.wanted) return { low: all, high: all }
  if (text === values.carrier && values.outcome !== 'before') return { low: 1, high: Number.POSITIVE_INFINITY }
  switch (knownOf(text, values)) {
    case 'zero':
      return { low: 0, high: 0 }
    case 'negative':
      return { low: Number.NEGATIVE_INFINITY, high: -1 }
    case 'positive':
      return { low: 1, high: Number.POSITIVE_INFINITY }
    case 'result':
      return resultRange(values.outcome, all)
    default:
      return /^-\d+$|^-E[A-Z]+$/.test(text) ? { low: Number.NEGATIVE_INFINITY, high: -1 } : null
  }
}

function resultRange(outcome: Outcome, all: number): Range | null {
  switch (outcome) {
    case 'before':
      return null
    case 'none':
      return { low: Number.NEGATIVE_INFINITY, high: 0 }
    case 'some':
      return { low: 1, high: all - 1 }
    case 'all':
      return { low: all, high: all }
  }
}

function compare(one: Range, relation: Relation, other: Range): boolean | null {
  switch (relation) {
    case '<':
      return one.high < other.low ? true : one.low >= other.high ? false : null
    case '<=':
      return one.high <= other.low ? true : one.low > other.high ? false : null
    case '>':
      return compare(other, '<', one)
    case '>=':
      return compare(other, '<=', one)
    case '==':
      if (one.high < other.low || other.high < one.low) return false
      return one.low === one.high && other.low === other.high ? true : null
    case '!=': {
      const equal = compare(one, '==', other)
      return equal === null ? null : !equal
    }
  }
}
