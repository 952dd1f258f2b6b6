/**
 * Conditions of the preprocessor that hold where something stands, outermost first: `CONFIG_X`, `!defined(Y)`,
 * `LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)`. An `#else` has the negation of what stands before it.
 */
export type Arms = readonly string[]

/** The opposite of a condition, written so that it is equal to the same condition negated elsewhere. */
export function negate(condition: string): string {
  if (condition.startsWith('!') && isAtom(condition.slice(1))) return bare(condition.slice(1))
  return isAtom(condition) ? `!${condition}` : `!(${condition})`
}

/** Whether what stands under the one and what stands under the other is never compiled together. */
export function areExclusive(one: Arms | undefined, other: Arms | undefined): boolean {
  if (one === undefined || other === undefined || one.length === 0 || other.length === 0) return false
  const held = new Set(one.flatMap(literalsOf))
  const others = other.flatMap(literalsOf)
  return others.some((condition) => held.has(negate(condition))) || areOfOtherVersions([...held], others)
}

/** What must hold for a condition to hold: the parts of `A && B`, and of `!(A || B)` each negated. */
function literalsOf(condition: string): readonly string[] {
  const isNegated = condition.startsWith('!(') && isAtom(condition.slice(1))
  const inner = isNegated ? bare(condition.slice(1)) : bare(condition)
  const parts = splitAtTop(inner, isNegated ? ' || ' : ' && ')
  if (parts.length < 2) return [isNegated ? negate(inner) : inner]
  return parts.flatMap((part) => literalsOf(isNegated ? negate(bare(part)) : part))
}

/** One word, one call, or something in parentheses of its own. */
function isAtom(text: string): boolean {
  return /^\w*$/.test(text) || (/^\w*\(/.test(text) && text.endsWith(')') && closesAtEnd(text, text.indexOf('(')))
}

/** Without parentheses around the whole. */
function bare(text: string): string {
  return text.startsWith('(') && text.endsWith(')') && closesAtEnd(text, 0) ? bare(text.slice(1, -1)) : text
}

function closesAtEnd(text: string, open: number): boolean {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at === text.length - 1
  }
  return false
}

function splitAtTop(text: string, separator: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')') depth--
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at))
      from = at + separator.length
      at = from - 1
    }
  }
  return [...parts, text.slice(from)]
}

const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const
const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const
type Relation = keyof typeof opposite

const codeFirst = /^(!?)\(?LINUX_VERSION_CODE (<=?|>=?) KERNEL_VERSION\((\d+), (\d+), (\d+)\)\)?$/
const versionFirst = /^(!?)\(?KERNEL_VERSION\((\d+), (\d+), (\d+)\) (<=?|>=?) LINUX_VERSION_CODE\)?$/

/** Two sets of conditions on the kernel's version that no version fulfils together. */
function areOfOtherVersions(held: readonly string[], others: readonly string[]): boolean {
  let from = 0
  let below = Number.POSITIVE_INFINITY
  for (const bound of [...held, ...others].flatMap((condition) => versionBound(condition) ?? [])) {
    switch (bound.relation) {
      case '>=':
        from = Math.max(from, bound.code)
        break
      case '>':
        from = Math.max(from, bound.code + 1)
        break
      case '<':
        below = Math.min(below, bound.code)
        break
      case '<=':
        below = Math.min(below, bound.code + 1)
        break
    }
  }
  return from >= below
}

function versionBound(condition: string): { readonly relation: Relation; readonly code: number } | null {
  const straight = codeFirst.exec(condition)
  const turned = straight === null ? versionFirst.exec(condition) : null
  const [negated, relation, major, minor, patch] =
    straight !== null
      ? [straight[1], straight[2], straight[3], straight[4], straight[5]]
      : [turned?.[1], turned?.[5], turned?.[2], turned?.[3], turned?.[4]]
  if (relation === undefined || !isRelation(relation)) return null
  const written = straight !== null ? relation : mirrored[relation]
  const code = (Number(major) * 256 + Number(minor)) * 65_536 + Number(patch)
  return { relation: negated === '!' ? opposite[written] : written, code }
}

function isRelation(text: string): text is Relation {
  return text in opposite
}
