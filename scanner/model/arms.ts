/**
 * Arms of the preprocessor that code is compiled under: all of them hold, `!` stands in front of one that does not.
 * A version is written `version>=5.6.0`, whatever way the code says it. They are compared as texts, and as versions;
 * nothing is evaluated.
 */
export type Arms = readonly string[]

/** Whether no configuration compiles both: one says what the other denies, or their versions do not meet. */
export function areExclusive(one: Arms | undefined, other: Arms | undefined): boolean {
  const both = [...(one ?? []), ...(other ?? [])]
  if (both.length === 0) return false
  const { since, before } = versionsOf(both)
  return since >= before || both.some((literal) => implies(both, negate(literal)))
}

/** Whether whoever compiles `inner` compiles what stands under `outer`, too. */
export function areWithin(inner: Arms | undefined, outer: Arms | undefined): boolean {
  return (outer ?? []).every((literal) => implies(inner ?? [], literal))
}

/** Whether wherever `arms` hold the literal does, too. */
export function implies(arms: Arms, literal: string): boolean {
  if (arms.includes(literal)) return true
  const isNegated = literal.startsWith('!')
  const bare = isNegated ? literal.slice(1) : literal
  const version = parseVersion(bare)
  if (version !== null) {
    const { since, before } = versionsOf(arms)
    return isNegated ? before <= version : since >= version
  }
  const parts = partsOf(bare)
  if (parts === null) return false
  // what is denied of all is denied of one, and the other way round
  const isAll = (parts.joint === ' && ') !== isNegated
  const wanted = isNegated ? parts.parts.map(negate) : parts.parts
  return isAll ? wanted.every((part) => implies(arms, part)) : wanted.some((part) => implies(arms, part))
}

export function negate(literal: string): string {
  return literal.startsWith('!') ? literal.slice(1) : `!${literal}`
}

/** Versions for which conditions may hold, from the first up to but not including the last, as `KERNEL_VERSION()` counts. */
export interface Versions {
  readonly since: number
  readonly before: number
}

export function versionsOf(arms: Arms): Versions {
  let since = 0
  let before = Number.POSITIVE_INFINITY
  for (const literal of arms) {
    const isNegated = literal.startsWith('!')
    const version = parseVersion(isNegated ? literal.slice(1) : literal)
    if (version === null) continue
    if (isNegated) before = Math.min(before, version)
    else since = Math.max(since, version)
  }
  return { since, before }
}

const versionPattern = /^version>=(\d+)\.(\d+)\.(\d+)$/

function parseVersion(literal: string): number | null {
  const found = versionPattern.exec(literal)
  return found === null ? null : versionNumber(Number(found[1]), Number(found[2]), Number(found[3]))
}

/** One number for a version, so that later ones are greater; sublevels grow beyond 255. */
export function versionNumber(major: number, minor: number, patch: number): number {
  return (major * 1024 + minor) * 65536 + patch
}

/** `5.6` or `2.6.27` as in the catalogue. */
export function versionOf(text: string): number {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number)
  return versionNumber(major, minor, patch)
}

/** A compound literal is written `(a && b)` or `(a || b)`. */
function partsOf(literal: string): { readonly joint: ' && ' | ' || '; readonly parts: readonly string[] } | null {
  if (!literal.startsWith('(') || !literal.endsWith(')')) return null
  const inner = literal.slice(1, -1)
  for (const joint of [' || ', ' && '] as const) {
    const parts = splitOutside(inner, joint)
    if (parts.length > 1) return { joint, parts }
  }
  return null
}

/** Splits where the separator stands outside parentheses. */
export function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '(') depth++
    else if (char === ')') depth--
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at))
      from = at + separator.length
      at = from - 1
    }
  }
  parts.push(text.slice(from))
  return parts
}
