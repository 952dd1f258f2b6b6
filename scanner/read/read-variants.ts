import { type Arms, areExclusive } from '#scanner/model/arms.ts'
import type { Argument, ArgumentVariant } from '#scanner/model/facts.ts'
import { argumentRanges, parseAccessPath } from './access-paths.ts'
import { canonicalText } from './canonical-text.ts'
import type { Structure } from './structure.ts'
import { Char, Token, type Tokens } from './tokens.ts'

/** Longer lists, and more conditionals in one, are odd input. */
const tokensMax = 400
const conditionalsMax = 4
const variantsMax = 8

/** Which arm of a conditional is taken: its index into `structure.arms`, -1 for none of them. */
type Choice = ReadonlyMap<number, number>

/**
 * The arguments of a call whose list has conditionals in it, once for each way that they may be compiled: `null` where
 * it has none. Arms whose conditions deny one another make no list.
 */
export function readVariants(
  tokens: Tokens,
  structure: Structure,
  open: number,
  close: number,
  armsOf: (arm: number) => Arms,
): readonly ArgumentVariant[] | null {
  if (close - open > tokensMax || !hasConditional(tokens, open, close)) return null
  const { arms, armOf } = structure
  const around = armOf[open] ?? -1
  const taken = new Map<number, number>()
  for (let arm = around; arm >= 0; arm = arms[arm]?.parent ?? -1) taken.set(arms[arm]?.conditional ?? -1, arm)
  const variants: ArgumentVariant[] = []
  const seen = new Set<string>()
  for (const choice of listChoices(tokens, structure, open, close, taken)) {
    const compiled = [...new Set([around, ...choice.values()].flatMap((arm) => (arm < 0 ? [] : armsOf(arm))))]
    if (areExclusive(compiled, [])) continue
    const list = collect(tokens, structure, open, close, choice)
    const name = list.join()
    if (seen.has(name) || variants.length === variantsMax) continue
    seen.add(name)
    variants.push({ arms: compiled, arguments: readArguments(tokens, list) })
  }
  return variants
}

function hasConditional(tokens: Tokens, open: number, close: number): boolean {
  for (let at = open + 1; at < close; at++) if (isMarker(tokens.kind[at])) return true
  return false
}

function isMarker(kind: number | undefined): boolean {
  return kind !== undefined && kind >= Token.conditionalOpen && kind <= Token.conditionalClose
}

/** Every way to take one arm, or none, of each conditional in the list. */
function listChoices(
  tokens: Tokens,
  { arms, armOf }: Structure,
  open: number,
  close: number,
  taken: Choice,
): readonly Choice[] {
  const armsOf = new Map<number, number[]>()
  for (let at = open + 1; at < close; at++) {
    for (let arm = armOf[at] ?? -1; arm >= 0; arm = arms[arm]?.parent ?? -1) {
      const conditional = arms[arm]?.conditional ?? -1
      if (taken.has(conditional)) continue
      const known = armsOf.get(conditional) ?? []
      if (!known.includes(arm)) armsOf.set(conditional, [...known, arm])
    }
  }
  let choices: readonly Choice[] = [taken]
  for (const [conditional, ofConditional] of [...armsOf].slice(0, conditionalsMax)) {
    const isWhole = ofConditional.some((arm) => /^#\s*else/.test(directiveText(tokens, arms[arm]?.directive ?? -1)))
    const taking = isWhole ? ofConditional : [...ofConditional, -1]
    choices = choices
      .flatMap((choice) => taking.map((arm) => new Map(choice).set(conditional, arm)))
      .slice(0, variantsMax * 2)
  }
  return choices
}

function directiveText(tokens: Tokens, at: number): string {
  return tokens.text.slice(tokens.start[at] ?? 0, tokens.end[at] ?? 0)
}

/** Tokens of the list that are compiled by a choice. */
function collect(
  tokens: Tokens,
  { arms, armOf }: Structure,
  open: number,
  close: number,
  choice: Choice,
): readonly number[] {
  const list: number[] = []
  for (let at = open; at <= close; at++) {
    if (isMarker(tokens.kind[at])) continue
    let isTaken = true
    if (at > open && at < close) {
      for (let arm = armOf[at] ?? -1; arm >= 0 && isTaken; arm = arms[arm]?.parent ?? -1) {
        isTaken = (choice.get(arms[arm]?.conditional ?? -1) ?? arm) === arm
      }
    }
    if (isTaken) list.push(at)
  }
  return list
}

/** A list of tokens that need not stand side by side, read as if they did. */
function readArguments(tokens: Tokens, list: readonly number[]): readonly Argument[] {
  const picked: Tokens = {
    text: tokens.text,
    count: list.length,
    kind: Uint8Array.from(list, (at) => tokens.kind[at] ?? 0),
    start: Int32Array.from(list, (at) => tokens.start[at] ?? 0),
    end: Int32Array.from(list, (at) => tokens.end[at] ?? 0),
  }
  const match = matchBrackets(picked)
  return argumentRanges(picked, match, 0, match[0] ?? -1).map(([from, to]) => ({
    text: canonicalText(picked, from, to),
    path: parseAccessPath(picked, match, from, to),
  }))
}

const partnerOf: Readonly<Record<number, number>> = {
  [Char.parenClose]: Char.parenOpen,
  [Char.bracketClose]: Char.bracketOpen,
  [Char.braceClose]: Char.braceOpen,
}

function matchBrackets({ count, kind }: Tokens): Int32Array {
  const match = new Int32Array(count).fill(-1)
  const open: number[] = []
  for (let at = 0; at < count; at++) {
    const own = kind[at] ?? 0
    if (own === Char.parenOpen || own === Char.bracketOpen || own === Char.braceOpen) open.push(at)
    const opening = partnerOf[own]
    if (opening === undefined) continue
    const partner = open.pop() ?? -1
    if (partner < 0 || kind[partner] !== opening) continue
    match[partner] = at
    match[at] = partner
  }
  return match
}
