/** How commits follow one another along first parents. */
export interface FirstParents {
  /** For every commit on the way from the ones asked about to their roots; `null` at a root, and where a shallow clone ends. */
  readonly parents: ReadonlyMap<string, string | null>
  /** Committer's date of each, in seconds. */
  readonly committedAt: ReadonlyMap<string, number>
  /** Tip of the default branch, whose first parents are the trunk; `null`: there is none. */
  readonly trunk: string | null
}

/** Where one commit stands among others. */
export interface Descent {
  /** Of two commits with one path, one descends from the other by first parents. */
  readonly path: string
  /** How many first parents lie before it. */
  readonly depth: number
  readonly isTrunk: boolean
  /** The nearest of the others among its first parents. */
  readonly parent: string | null
}

export type Descents = ReadonlyMap<string, Descent>

/** Commits of one line, oldest first. */
export interface Chain {
  readonly commits: readonly string[]
  /** The nearest commit of another chain that its first one descends from. */
  readonly forkedFrom: string | null
  /** Whether any of them is on the branch that HEAD names: at most one chain is. */
  readonly isTrunk: boolean
}

/** What a line said before, for commits that the repository no longer has. */
export interface RememberedLine {
  readonly commits: readonly string[]
  readonly forkedFrom: string | null
}

/**
 * Finds the path of each commit: its way back to where it left an older one. Where ways part, the trunk goes on, else the way whose next
 * commit is the older one. So paths follow from the history and the commits asked about, never from names, versions or who came first;
 * dates decide nothing but which of two branches goes on.
 *
 * Commits that are gone from the repository (rewound and collected) are where `remembered` has them.
 */
export function traceDescents(
  { parents, committedAt, trunk }: FirstParents,
  commits: Iterable<string>,
  remembered: readonly RememberedLine[] = [],
): Descents {
  const wanted = new Set(commits)
  const recalled = recallParents(parents, wanted, remembered)
  const parentOf = (commit: string) => recalled.get(commit) ?? parents.get(commit) ?? null

  const onTrunk = new Set<string>()
  for (let at = trunk; at !== null && !onTrunk.has(at); at = parentOf(at)) onTrunk.add(at)
  const rank = (commit: string) =>
    [onTrunk.has(commit) ? 0 : 1, parents.has(commit) ? 0 : 1, committedAt.get(commit) ?? 0] as const
  const isBetter = (one: string, other: string) => {
    const ours = rank(one)
    const theirs = rank(other)
    const at = ours.findIndex((value, index) => value !== theirs[index])
    return at < 0 ? one < other : (ours[at] ?? 0) < (theirs[at] ?? 0)
  }

  const heir = new Map<string, string>()
  const seen = new Set<string>()
  for (const start of [...wanted, ...onTrunk]) {
    for (let at: string | null = start; at !== null && !seen.has(at); at = parentOf(at)) {
      seen.add(at)
      const parent = parentOf(at)
      if (parent === null) continue
      const rival = heir.get(parent)
      if (rival === undefined || isBetter(at, rival)) heir.set(parent, at)
    }
  }

  const found = new Map<string, Descent>()
  for (const start of wanted) {
    const way: string[] = []
    for (let at: string | null = start; at !== null && !found.has(at); at = parentOf(at)) way.push(at)
    for (const commit of way.reverse()) {
      const parent = parentOf(commit)
      const before = parent === null ? undefined : found.get(parent)
      found.set(commit, {
        path: before !== undefined && parent !== null && heir.get(parent) === commit ? before.path : commit,
        depth: before === undefined ? 0 : before.depth + 1,
        isTrunk: onTrunk.has(commit),
        parent: parent !== null && wanted.has(parent) ? parent : (before?.parent ?? null),
      })
    }
  }
  return new Map([...wanted].map((commit) => [commit, found.get(commit) ?? orphan(commit)]))
}

const orphan = (commit: string): Descent => ({ path: commit, depth: 0, isTrunk: false, parent: null })

/** First parents as lines remember them: of commits that are gone, and of those whose history now ends behind such a one. */
function recallParents(
  parents: ReadonlyMap<string, string | null>,
  wanted: ReadonlySet<string>,
  remembered: readonly RememberedLine[],
): ReadonlyMap<string, string> {
  const recalled = new Map<string, string>()
  const parentOf = (commit: string) => recalled.get(commit) ?? parents.get(commit) ?? null
  const descends = (commit: string, from: string) => {
    let at: string | null = commit
    while (at !== null && at !== from) at = parentOf(at)
    return at === from
  }
  for (const { commits, forkedFrom } of remembered) {
    commits.forEach((commit, index) => {
      const before = commits[index - 1] ?? forkedFrom
      if (before === null || !wanted.has(before)) return
      if (parents.has(commit) && parents.has(before)) return
      const end = parents.has(commit) ? rootBefore(commit, parentOf, wanted) : commit
      if (end !== null && !descends(before, end)) recalled.set(end, before)
    })
  }
  return recalled
}

/** Where the first parents of a commit end; `null` if one of the others is among them. */
function rootBefore(
  commit: string,
  parentOf: (commit: string) => string | null,
  wanted: ReadonlySet<string>,
): string | null {
  let at = commit
  for (let parent = parentOf(at); parent !== null; parent = parentOf(at)) {
    if (wanted.has(parent)) return null
    at = parent
  }
  return at
}

/** The lines that some of the traced commits make: those with one path, by depth. A line comes behind the one it forks from. */
export function layOutLines(descents: Descents, commits: Iterable<string>): readonly Chain[] {
  const present = new Set([...commits].filter((commit) => descents.has(commit)))
  const depthOf = (commit: string | undefined) => descents.get(commit ?? '')?.depth ?? 0
  const byPath = new Map<string, string[]>()
  for (const commit of present) {
    const path = descents.get(commit)?.path ?? commit
    const alike = byPath.get(path)
    if (alike === undefined) byPath.set(path, [commit])
    else alike.push(commit)
  }
  const chains = [...byPath.values()].map((chain) => {
    const sorted = chain.sort((a, b) => depthOf(a) - depthOf(b))
    let base = descents.get(sorted[0] ?? '')?.parent ?? null
    while (base !== null && !present.has(base)) base = descents.get(base)?.parent ?? null
    const isTrunk = sorted.some((commit) => descents.get(commit)?.isTrunk)
    return { commits: sorted, forkedFrom: base, isTrunk }
  })
  return chains.sort((a, b) => {
    const [first = '', second = ''] = [a.commits[0], b.commits[0]]
    return (
      Number(descents.get(second)?.isTrunk) - Number(descents.get(first)?.isTrunk) ||
      depthOf(first) - depthOf(second) ||
      (first < second ? -1 : 1)
    )
  })
}
