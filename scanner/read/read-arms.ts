import { type Arms, negate } from '#scanner/model/arms.ts'
import { canonicalText } from './canonical-text.ts'
import { lex } from './lex.ts'
import type { Arm, Structure } from './structure.ts'
import type { Tokens } from './tokens.ts'

/** Conditionals within conditionals that are told: deeper ones are odd input. */
const depthMax = 8

/** The conditions of the preprocessor that a token stands under, outermost first; empty where there are none. */
export function readArms(tokens: Tokens, { arms, armStarts, armOf }: Structure, index: number): Arms {
  const conditions: string[][] = []
  let arm = arms[armOf[lastAtOrBefore(armStarts, index)] ?? -1]
  for (let depth = 0; arm !== undefined && depth < depthMax; depth++) {
    conditions.unshift([...conditionsOf(tokens, arm)])
    arm = arms[arm.outer]
  }
  return conditions.flat()
}

function lastAtOrBefore(starts: readonly number[], index: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** What holds in an arm: the negation of each directive before its own, and its own unless that is `#else`. */
function conditionsOf(tokens: Tokens, { directives }: Arm): readonly string[] {
  return directives.flatMap((directive, nth) => {
    const condition = conditionOf(tokens, directive)
    if (condition === null) return []
    return [nth < directives.length - 1 ? negate(condition) : condition]
  })
}

const directivePattern = /^#\s*(ifdef|ifndef|if|elifdef|elifndef|elif|else)\b([\s\S]*)$/

/** `null` for `#else`. */
function conditionOf(tokens: Tokens, directive: number): string | null {
  const text = tokens.text.slice(tokens.start[directive], tokens.end[directive])
  const [, name = '', rest = ''] = directivePattern.exec(text) ?? []
  const condition = canonical(rest)
  if (condition === '') return null
  if (name.endsWith('ndef')) return `!defined(${condition})`
  return name.endsWith('def') ? `defined(${condition})` : condition
}

function canonical(text: string): string {
  const { tokens } = lex(text.trim())
  return canonicalText(tokens, 0, tokens.count).replace(/\bdefined (\w+)/g, 'defined($1)')
}
