export interface AgedRevision {
  readonly commit: string
  readonly committedAt: Date
  readonly publishedAt: Date
}

export interface ThinningRule {
  readonly now: Date
  readonly keepDays: number
  /** Releases, heads, and what somebody asked for by its commit. */
  readonly isKept: (commit: string) => boolean
}

const dayMs = 86_400_000

/**
 * Which revisions of a line, oldest first, are thinned out. Its ends stay, what is kept for itself, what was committed or published in the last
 * days, and of each week (from Monday on, UTC, by the date of the commit) the last one. What stays the first time stays the second time.
 */
export function chooseThinned(
  line: readonly AgedRevision[],
  { now, keepDays, isKept }: ThinningRule,
): readonly string[] {
  const lastOfWeek = new Map(line.map(({ commit, committedAt }) => [weekOf(committedAt), commit]))
  const isRecent = (date: Date) => now.getTime() - date.getTime() < keepDays * dayMs
  return line
    .slice(1, -1)
    .filter(
      ({ commit, committedAt, publishedAt }) =>
        !isKept(commit) &&
        !isRecent(committedAt) &&
        !isRecent(publishedAt) &&
        lastOfWeek.get(weekOf(committedAt)) !== commit,
    )
    .map(({ commit }) => commit)
}

/** The 1st of January 1970 was a Thursday. */
const weekOf = (date: Date): number => Math.floor((date.getTime() / dayMs + 3) / 7)
