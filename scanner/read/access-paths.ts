import type { AccessPath } from '#scanner/model/access-path.ts'
import { aggregateWords, controlWords } from './keywords.ts'
import { Char, kindAt, Token, type Tokens, tokenText } from './tokens.ts'

/** Longer expressions carry no page that could be followed; the bounds keep odd input linear. */
const tokensMax = 80
const depthMax = 8

/**
 * The value that an expression reaches, as one path: tokens `from` up to, not including, `to`.
 * `null` for what is no path: literals, comparisons, products, `a ? b : c`.
 */
export function parseAccessPath(tokens: Tokens, match: Int32Array, from: number, to: number): AccessPath | null {
  return to - from > tokensMax ? null : parse(tokens, match, from, to, 0)
}

function parse(tokens: Tokens, match: Int32Array, from: number, to: number, depth: number): AccessPath | null {
  if (depth > depthMax) return null
  const prefixes: string[] = []
  let at = from
  while (at < to) {
    const kind = tokens.kind[at]
    if (kind === Char.ampersand || kind === Char.star) {
      prefixes.unshift(kind === Char.star ? '*' : '&')
      at++
      continue
    }
    if (kind === Token.increment) {
      at++
      continue
    }
    if (kind === Char.parenOpen) {
      const close = match[at] ?? -1
      if (close < at || close >= to) return null
      if (close + 1 < to && isCast(tokens, at + 1, close) && startsOperand(kindAt(tokens, close + 1))) {
        at = close + 1
        continue
      }
      return postfix(tokens, match, close + 1, to, parse(tokens, match, at + 1, close, depth + 1), prefixes)
    }
    if (kind !== Token.word) return null
    if (kindAt(tokens, at + 1) === Char.parenOpen && at + 1 < to) {
      const close = match[at + 1] ?? -1
      if (close < 0 || close >= to) return null
      const argument = parse(tokens, match, at + 2, endOfArgument(tokens, match, at + 2, close), depth + 1)
      const called: AccessPath = {
        base: argument?.base ?? '',
        steps: [...(argument?.steps ?? []), `${tokenText(tokens, at)}()`],
      }
      return postfix(tokens, match, close + 1, to, called, prefixes)
    }
    return postfix(tokens, match, at + 1, to, { base: tokenText(tokens, at), steps: [] }, prefixes)
  }
  return null
}

function postfix(
  tokens: Tokens,
  match: Int32Array,
  from: number,
  to: number,
  value: AccessPath | null,
  prefixes: readonly string[],
): AccessPath | null {
  if (value === null) return null
  const steps = [...value.steps]
  let at = from
  while (at < to) {
    const kind = tokens.kind[at]
    if ((kind === Char.dot || kind === Token.arrow) && kindAt(tokens, at + 1) === Token.word) {
      steps.push(`.${tokenText(tokens, at + 1)}`)
      at += 2
    } else if (kind === Char.bracketOpen && (match[at] ?? -1) > at) {
      steps.push('[]')
      at = (match[at] ?? at) + 1
    } else if (kind === Token.increment) {
      at++
    } else if (kind === Char.plus || kind === Char.minus) {
      // pointer arithmetic: what is added is an index
      steps.push('+')
      break
    } else if (kind === Token.operator && isShift(tokens, at)) {
      // an address and its frame number are one page: `hpa >> PAGE_SHIFT`
      steps.push('+')
      break
    } else if (kind === Char.ampersand || kind === Char.bar) {
      // bits beside an address: `(unsigned long)page & ~3UL`
      steps.push('+')
      break
    } else return null
  }
  steps.push(...prefixes)
  return { base: value.base, steps }
}

function isShift(tokens: Tokens, at: number): boolean {
  const start = tokens.start[at] ?? 0
  return tokens.text.startsWith('>>', start) || tokens.text.startsWith('<<', start)
}

/** Type names, stars and nothing else: `(struct page **)`, `(u64)`. */
function isCast(tokens: Tokens, from: number, to: number): boolean {
  if (from >= to) return false
  let stars = false
  for (let at = from; at < to; at++) {
    const kind = tokens.kind[at]
    if (kind === Char.star) stars = true
    else if (kind !== Token.word || stars) return false
  }
  return true
}

function startsOperand(kind: number): boolean {
  return kind === Token.word || kind === Char.parenOpen || kind === Char.ampersand || kind === Char.star
}

/** End of the argument that starts at `from`, in a list that `close` ends: its comma, or `close`. */
export function endOfArgument(tokens: Tokens, match: Int32Array, from: number, close: number): number {
  let at = from
  while (at < close) {
    const kind = tokens.kind[at]
    if (kind === Char.comma) return at
    const partner = match[at] ?? -1
    at = partner > at ? partner + 1 : at + 1
  }
  return close
}

/** The arguments between `(` at `open` and `)` at `close`, as token ranges. */
export function argumentRanges(
  tokens: Tokens,
  match: Int32Array,
  open: number,
  close: number,
): [from: number, to: number][] {
  const ranges: [number, number][] = []
  if (close <= open + 1) return ranges
  for (let from = open + 1; from <= close; ) {
    const to = endOfArgument(tokens, match, from, close)
    ranges.push([from, to])
    from = to + 1
  }
  return ranges
}

/** How far in front of `=` its left side may start. */
const leftSideMax = 40

/**
 * The lvalue in front of the `=` at `equals`: `pages`, `dma->pages`, `*pagep`; in a declaration the declared name.
 */
export function parseLeftSide(tokens: Tokens, match: Int32Array, assigned: number): AccessPath | null {
  const equals = beforeCleanup(tokens, match, assigned)
  let from = equals
  while (from > 0 && equals - from < leftSideMax) {
    const kind = kindAt(tokens, from - 1)
    const partner = match[from - 1] ?? -1
    if (kind === Char.bracketClose && partner >= 0) from = partner
    else if (kind === Char.parenClose && partner >= 0 && !endsCondition(tokens, from, partner)) from = partner
    else if (isOfLeftSide(kind)) from--
    else break
  }
  const declared = declaredName(tokens, from, equals)
  return declared === null ? parseAccessPath(tokens, match, from, equals) : { base: declared, steps: [] }
}

/** `struct page *page __free(name) = …`: the annotation is no part of the value. */
function beforeCleanup(tokens: Tokens, match: Int32Array, equals: number): number {
  if (kindAt(tokens, equals - 1) !== Char.parenClose) return equals
  const name = (match[equals - 1] ?? -1) - 1
  return kindAt(tokens, name) === Token.word && /^__(?:free|cleanup|attribute(?:__)?)$/.test(tokenText(tokens, name))
    ? name
    : equals
}

/** A name or the condition of a statement stands in front: what is in parentheses is no part of the value. */
function endsCondition(tokens: Tokens, from: number, open: number): boolean {
  if (kindAt(tokens, from) === Token.word) return true
  return kindAt(tokens, open - 1) === Token.word && controlWords.has(tokenText(tokens, open - 1))
}

/** Also `*pages++ = page`. */
function isOfLeftSide(kind: number): boolean {
  return (
    kind === Token.word || kind === Char.star || kind === Char.dot || kind === Token.arrow || kind === Token.increment
  )
}

/** `struct page *page`, `unsigned int flags`, `struct page *pages[N]`: the name, if these tokens declare one. */
function declaredName(tokens: Tokens, from: number, to: number): string | null {
  if (kindAt(tokens, from) !== Token.word) return null
  let name = -1
  let words = 0
  let at = from
  for (; at < to; at++) {
    const kind = tokens.kind[at]
    if (kind === Token.word) {
      words++
      name = at
      if (words === 1 && aggregateWords.has(tokenText(tokens, at))) words = 0
    } else if (kind === Char.star) continue
    else if (kind === Char.bracketOpen) break
    else return null
  }
  return words > 1 && name >= 0 ? tokenText(tokens, name) : null
}
