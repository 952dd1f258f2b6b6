/**
 * Of definitions of one name those in files nearest to `path`, by the directories that they share: each driver has its
 * own header, and its own function, of a name that others have too.
 */
export function nearest<T extends { readonly path: string }>(path: string, candidates: readonly T[]): readonly T[] {
  if (candidates.length < 2) return candidates
  const shared = candidates.map((candidate) => sharedDirectories(path, candidate.path))
  const most = Math.max(...shared)
  return candidates.filter((_, index) => shared[index] === most)
}

function sharedDirectories(one: string, other: string): number {
  const a = one.split('/')
  const b = other.split('/')
  let count = 0
  while (count < a.length - 1 && count < b.length - 1 && a[count] === b[count]) count++
  return count
}
