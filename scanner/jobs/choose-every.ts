import type { FirstParentWalk } from '#scanner/git/read-first-parents.ts'

export interface EveryOptions {
  readonly every: number
  /** Nothing that was committed before. */
  readonly since: Date | null
  /** Commits that are published. */
  readonly published: ReadonlySet<string>
}

/** Dates on the way may be wrong: as git does, so many commits in a row have to be too old before the rest is taken for older still. */
const tooOldMax = 5

/**
 * Every n-th commit before some commits, along first parents: counted from the one asked for or published last, so that asking again finds
 * the same ones, and fills gaps. Each way ends at `since`; without it where something is published, else at the oldest of the commits
 * asked for. `null` if one of the ways has no end but its root.
 */
export function chooseEvery(
  { parents, committedAt, trunk }: FirstParentWalk,
  asking: readonly string[],
  { every, since, published }: EveryOptions,
): readonly string[] | null {
  const parentOf = (commit: string) => parents.get(commit) ?? null
  const asked = new Set(asking)
  const before = since === null ? Number.NEGATIVE_INFINITY : since.getTime() / 1000
  const isOld = (commit: string) => (committedAt.get(commit) ?? 0) < before

  // what lies below something published was bounded by it, whoever asks now
  const bounded = new Set<string>()
  if (since === null) {
    for (const commit of published) {
      for (let at: string | null = commit; at !== null && !bounded.has(at); at = parentOf(at)) bounded.add(at)
    }
  }
  const chosen: string[] = []
  const seen = new Set<string>()
  for (const start of listTips(asked, trunk, parentOf)) {
    const way: string[] = []
    let tooOld = 0
    let at: string | null = start
    for (; at !== null && !seen.has(at) && !bounded.has(at) && tooOld < tooOldMax; at = parentOf(at)) {
      seen.add(at)
      way.push(at)
      tooOld = isOld(at) ? tooOld + 1 : 0
    }
    if (at === null && since === null) {
      const oldest = way.findLastIndex((commit) => asked.has(commit))
      if (oldest <= 0) return null
      way.splice(oldest + 1)
    }
    let count = 0
    for (const commit of way) {
      if (asked.has(commit) || published.has(commit)) count = 0
      else if (++count === every) {
        count = 0
        if (!isOld(commit)) chosen.push(commit)
      }
    }
  }
  return chosen
}

/** Those of some commits that no other of them descends from, one that leads along the trunk first. */
function listTips(
  asked: ReadonlySet<string>,
  trunk: string | null,
  parentOf: (commit: string) => string | null,
): readonly string[] {
  const below = new Set<string>()
  for (const commit of asked) {
    for (let at = parentOf(commit); at !== null && !below.has(at); at = parentOf(at)) below.add(at)
  }
  const tips = [...asked].filter((commit) => !below.has(commit))
  for (let at = trunk; at !== null; at = parentOf(at)) {
    if (asked.has(at)) return [at, ...tips].filter((tip, index, all) => all.indexOf(tip) === index && !below.has(tip))
  }
  return tips
}
