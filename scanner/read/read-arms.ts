import type { Arms } from '#scanner/model/arms.ts'
import { parseCondition } from './parse-condition.ts'
import type { Structure } from './structure.ts'
import { kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Arms around a call that are looked at; deeper ones are odd input, and reading stays linear in it. */
const depthMax = 16
/** Arms of one conditional in front of one that are denied. */
const armsMax = 16

/** What an arm is compiled under, outermost condition first, by its index into `structure.arms`; each is read once. */
export function armsReader(tokens: Tokens, { arms }: Structure): (arm: number) => Arms {
  const known = new Map<number, Arms>()
  const own = (index: number): Arms => {
    const found = known.get(index)
    if (found !== undefined) return found
    const conditions = readArm(tokens, arms, index)
    known.set(index, conditions)
    return conditions
  }
  return (arm) => {
    const conditions: string[] = []
    let at = arm
    for (let depth = 0; at >= 0 && depth < depthMax; depth++) {
      conditions.unshift(...own(at))
      at = arms[at]?.parent ?? -1
    }
    return [...new Set(conditions)]
  }
}

/** Its own condition, and that those of the arms before it do not hold. */
function readArm(tokens: Tokens, arms: Structure['arms'], index: number): Arms {
  const arm = arms[index]
  if (arm === undefined || isIncludeGuard(tokens, arm)) return []
  const conditions = [...parseCondition(tokenText(tokens, arm.directive), true)]
  let before = arm.before
  for (let count = 0; before >= 0 && count < armsMax; count++) {
    const other = arms[before]
    if (other === undefined) break
    conditions.unshift(...parseCondition(tokenText(tokens, other.directive), false))
    before = other.before
  }
  return conditions
}

/** `#ifndef FILE_H` and behind it `#define FILE_H` with nothing in it: no condition that anything depends on. */
function isIncludeGuard(tokens: Tokens, { parent, before, directive }: Structure['arms'][number]): boolean {
  if (parent >= 0 || before >= 0 || kindAt(tokens, directive + 1) !== Token.defineOpen) return false
  const guard = /^#\s*(?:ifndef\s+|if\s*!\s*defined\s*\(?\s*)(\w+)/.exec(tokenText(tokens, directive))?.[1]
  return guard === tokenText(tokens, directive + 2) && kindAt(tokens, directive + 3) === Token.defineClose
}
