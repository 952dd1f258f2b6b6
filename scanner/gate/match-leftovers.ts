import type { GateSite } from './gate-site.ts'

/** So much of the arguments of two calls must be the same words for them to be one: in one file or function, and in two files. */
const likenessMin = 0.5
const likenessElsewhereMin = 0.7

/** Whether a revision has a file with calls at a path. */
export interface LeftoverFiles {
  readonly before: (path: string) => boolean
  readonly after: (path: string) => boolean
}

/**
 * Of the legacy acquires that a step seems to bring, those that it only carried elsewhere: another one of the same API went away, and
 * - the new one stands in a wrapper that the old one's function calls, or the old one in a wrapper that was taken apart into its callers;
 * - or both are in one file, or in functions of one name, with arguments that are alike: a function that was split, merged or rewritten, which
 *   the matching of sites does not guess at;
 * - or the file of the old one is gone, and that of the new one has come, with the same name or in the same directory.
 *
 * Each old call accounts for one new one; a wrapper for all of its callers.
 */
export function matchLeftovers(
  come: readonly GateSite[],
  gone: readonly GateSite[],
  files: LeftoverFiles,
): ReadonlyMap<GateSite, GateSite> {
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
      gone.filter((was) => was.row.api === is.row.api).map((was) => ({ is, was, likeness: likenessOf(is, was) })),
    )
    .filter(({ is, was, likeness }) =>
      isNear(is, was)
        ? likeness >= likenessMin
        : likeness >= likenessElsewhereMin && isSuccessor(is.row.path, was.row.path, files),
    )
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

/** Whether one file went and the other one came in its place. */
function isSuccessor(path: string, of: string, { before, after }: LeftoverFiles): boolean {
  if (before(path) || after(of)) return false
  const [directory, name] = split(path)
  const [oldDirectory, oldName] = split(of)
  return directory === oldDirectory || name === oldName
}

function split(path: string): readonly [directory: string, name: string] {
  const slash = path.lastIndexOf('/')
  return [path.slice(0, slash + 1), path.slice(slash + 1)]
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
