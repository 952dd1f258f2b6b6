import type { GateSite } from './gate-site.ts'

/** So much of the arguments of two calls must be the same words for them to be one. */
const likenessMin = 0.5

/**
 * Of the legacy acquires that a step seems to bring, those that it only carried elsewhere: another one of the same API went away, and
 * - the new one stands in a wrapper that the old one's function calls, or the old one in a wrapper that was taken apart into its callers;
 * - or both are in one file, or in functions of one name, with arguments that are alike: a function that was split, merged or rewritten, which
 *   the matching of sites does not guess at.
 *
 * Each old call accounts for one new one; a wrapper for all of its callers.
 */
export function matchLeftovers(come: readonly GateSite[], gone: readonly GateSite[]): ReadonlyMap<GateSite, GateSite> {
  const found = new Map<GateSite, GateSite>()
  const used = new Set<GateSite>()
  const take = (is: GateSite, was: GateSite) => {
    found.set(is, was)
    used.add(was)
  }
  for (const is of come) {
    const wrapped = gone.find((was) => was.row.api === is.row.api && (isReached(is, was) || isReached(was, is)))
    if (wrapped !== undefined) take(is, wrapped)
  }
  const candidates = come
    .filter((is) => !found.has(is))
    .flatMap((is) =>
      gone
        .filter((was) => was.row.api === is.row.api && isNear(is, was))
        .map((was) => ({ is, was, likeness: likenessOf(is, was) })),
    )
    .filter(({ likeness }) => likeness >= likenessMin)
    .sort((a, b) => b.likeness - a.likeness)
  for (const { is, was } of candidates) if (!found.has(is) && !used.has(was)) take(is, was)
  return found
}

/** Whether the function of `user` calls, over wrappers, the function that `inner` stands in. */
function isReached(inner: GateSite, user: GateSite): boolean {
  return inner.row.via.some(({ function: caller, path }) => caller === user.row.function && path === user.row.path)
}

function isNear(a: GateSite, b: GateSite): boolean {
  return a.row.path === b.row.path || (a.row.function !== null && a.row.function === b.row.function)
}

/** Share of the words of two argument lists that both have, from 0 to 1. */
function likenessOf(a: GateSite, b: GateSite): number {
  const words = (site: GateSite) =>
    site.site.call.arguments.flatMap(({ text }) => text.match(/[A-Za-z_]\w*|\d+/g) ?? [])
  const left = words(a)
  const right = words(b)
  const open = [...right]
  let shared = 0
  for (const word of left) {
    const at = open.indexOf(word)
    if (at < 0) continue
    open.splice(at, 1)
    shared++
  }
  return left.length + right.length === 0 ? 1 : (2 * shared) / (left.length + right.length)
}
