import { type Arms, areExclusive, implies, negate } from '#scanner/model/arms.ts'
import type { Declaration } from '#scanner/model/facts.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { SourceFile } from '#scanner/model/linked.ts'

export interface Shadow {
  readonly line: number
  /** It takes the call wherever that is compiled; else only in some kernels, and the name is the API. */
  readonly hides: boolean
}

/** In a `.c` file a static function, or a macro, of an API's name may be what its calls mean. */
export function listShadows({ path, facts }: SourceFile): ReadonlyMap<string, readonly Declaration[]> {
  if (!path.endsWith('.c')) return new Map()
  return groupBy(
    facts.declarations.filter(({ kind, static: own }) => own || kind === 'macro'),
    ({ name }) => name,
  )
}

/**
 * What a call under some conditions means where its file defines the name: a definition hides it in the arms that are
 * compiled with it, and in all of them only if the two always go together. Compat code for older kernels
 * (`#if LINUX_VERSION_CODE < …`, `#ifndef HAVE_…`) leaves the name to the kernel.
 */
export function findShadow(shadows: readonly Declaration[], arms: Arms): Shadow | null {
  const [first] = shadows.filter((shadow) => !areExclusive(arms, shadow.arms))
  if (first === undefined) return null
  return { line: first.line, hides: areHidden(shadows, arms, splitsMax) }
}

/** Arms that are tried both ways: `#if A … #else … #endif` may define the name in each arm. */
const splitsMax = 4

function areHidden(shadows: readonly Declaration[], arms: Arms, splits: number): boolean {
  const open = shadows.filter((shadow) => !areExclusive(arms, shadow.arms))
  if (open.some((shadow) => (shadow.arms ?? []).every((literal) => implies(arms, literal)))) return true
  if (splits === 0 || open.length < 2) return false
  const literal = open[0]?.arms?.find((one) => !implies(arms, one))
  if (literal === undefined) return false
  return areHidden(open, [...arms, literal], splits - 1) && areHidden(open, [...arms, negate(literal)], splits - 1)
}
