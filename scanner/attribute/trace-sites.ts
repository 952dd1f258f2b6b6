import type { KnownSite, MatchSite } from '#scanner/model/match.ts'
import type { PathChange, PathCommit } from '#scanner/model/path-history.ts'
import {
  isSamePlace,
  placeKey,
  type SiteChange,
  type SiteHistory,
  type TracedCommit,
  type Where,
} from './site-history.ts'

export interface TraceInput {
  /** Between the two revisions, parents before children. */
  readonly commits: readonly PathCommit[]
  /** The calls in the blob that a path is; `null`: it could not be read. */
  readonly sitesOf: (path: string, oid: string) => readonly MatchSite[] | null
  /** Where a shallow clone ends: what such a commit changed cannot be told from what was there before. */
  readonly isCut: (commit: string) => boolean
  /** The calls of the earlier revision. */
  readonly earlier: readonly KnownSite[]
  /** Which calls are the same, before and after a commit; without one: of the earlier revision and of a commit that history branched off before. */
  readonly match: (
    earlier: readonly MatchSite[],
    later: readonly MatchSite[],
    commit: string | null,
  ) => readonly { readonly earlier: number; readonly later: number }[]
}

interface NamedSite {
  readonly name: string
  readonly site: MatchSite
}

/** What is known of a commit while its children are to come: only paths that the history touches up to it. */
interface State {
  readonly files: ReadonlyMap<string, readonly NamedSite[]>
  /** Calls that are gone, by where they were last. One that comes back there is the same again, as between revisions. */
  readonly gone: ReadonlyMap<string, string>
}

/**
 * Follows each call of the paths through the commits, as sites are followed from revision to revision: before and after each commit the
 * calls of the files that it changed are matched. Pure; the cost is that of matching the files that the commits touch. What the
 * history before the first commit of a path had is named by matching it with the earlier revision.
 */
export function traceSites({ commits, sitesOf, isCut, earlier, match }: TraceInput): SiteHistory {
  const states = new Map<string, State>()
  const traced = new Map<string, TracedCommit>()
  const children = countChildren(commits)
  const earlierByPath = new Map<string, NamedSite[]>()
  for (const site of earlier) {
    const list = earlierByPath.get(site.path) ?? []
    list.push({ name: site.key, site })
    earlierByPath.set(site.path, list)
  }
  let born = 0
  const newName = () => `new ${++born}`

  const remembered = new Map<string, readonly NamedSite[]>()
  /** The calls of a file as it was where the history begins. */
  const atBeginning = (path: string, oid: string | null): readonly NamedSite[] => {
    if (oid === null) return []
    const key = `${oid} ${path}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const sites = sitesOf(path, oid) ?? []
    const before = earlierByPath.get(path) ?? []
    const names = new Map(
      match(
        before.map(({ site }) => site),
        sites,
        null,
      ).map(({ earlier: from, later }) => [later, before[from]?.name]),
    )
    const named = sites.map((site, index) => ({ name: names.get(index) ?? newName(), site }))
    remembered.set(key, named)
    return named
  }

  for (const commit of commits) {
    const before = commit.changes.map((changes, index) => {
      const state = states.get(commit.parents[index] ?? '') ?? null
      return { state, changes: new Map(changes.map((change) => [change.path, change])) }
    })
    const touched = new Map(commit.changes.flat().map(({ path, after }) => [path, after]))
    const filesBefore = (index: number, path: string): readonly NamedSite[] => {
      const side = before[index]
      const change = side?.changes.get(path)
      const oid = change === undefined ? (touched.get(path) ?? null) : change.before
      return side?.state?.files.get(path) ?? (commit.parents.length === 0 ? [] : atBeginning(path, oid))
    }
    const after = nameAfter(commit, touched, { filesBefore, before, sitesOf, match, newName })
    const changes = compare(commit, touched, { filesBefore, after })
    traced.set(commit.commit, {
      commit: commit.commit,
      parents: commit.parents,
      changes,
      isBlind: isCut(commit.commit) || commit.changes.flat().some((change) => isUnknown(change, sitesOf)),
      isUneven: isUneven(commit),
    })
    states.set(
      commit.commit,
      nextState(
        before.map(({ state }) => state),
        after,
        changes,
      ),
    )
    for (const parent of commit.parents) {
      const left = (children.get(parent) ?? 0) - 1
      children.set(parent, left)
      if (left <= 0) states.delete(parent)
    }
  }

  const tip = commits.at(-1)?.commit ?? null
  const last = states.get(tip ?? '')
  return {
    commits: traced,
    tip,
    nameAt(place) {
      const sites = last?.files.get(place.path) ?? earlierByPath.get(place.path) ?? []
      return sites.find(({ site }) => isSamePlace(site, place))?.name ?? null
    },
  }
}

function countChildren(commits: readonly PathCommit[]): Map<string, number> {
  const children = new Map<string, number>()
  for (const { parents } of commits) for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1)
  return children
}

interface Naming {
  readonly filesBefore: (parent: number, path: string) => readonly NamedSite[]
  readonly before: readonly { readonly state: State | null; readonly changes: ReadonlyMap<string, PathChange> }[]
  readonly sitesOf: TraceInput['sitesOf']
  readonly match: TraceInput['match']
  readonly newName: () => string
}

/**
 * The calls of the touched files after a commit. A merge takes files as they are from the side that has them so; in the others the first
 * parent names calls, then the next one those that are left.
 */
function nameAfter(
  { commit }: PathCommit,
  touched: ReadonlyMap<string, string | null>,
  { filesBefore, before, sitesOf, match, newName }: Naming,
): ReadonlyMap<string, readonly NamedSite[]> {
  const named = new Map<string, readonly NamedSite[]>()
  const open: MatchSite[] = []
  const taken = new Set<string>()
  for (const [path, oid] of touched) {
    const same = before.findIndex(({ changes }) => !changes.has(path))
    if (same >= 0) {
      const files = filesBefore(same, path)
      named.set(path, files)
      for (const { name } of files) taken.add(name)
    } else {
      named.set(path, [])
      if (oid !== null) open.push(...(sitesOf(path, oid) ?? []))
    }
  }
  const names: (string | undefined)[] = open.map(() => undefined)
  before.forEach((_, index) => {
    const earlier = [...touched.keys()]
      .flatMap((path) => filesBefore(index, path))
      .filter(({ name }) => !taken.has(name))
    const left = open.flatMap((site, at) => (names[at] === undefined ? [{ site, at }] : []))
    const matches = match(
      earlier.map(({ site }) => site),
      left.map(({ site }) => site),
      commit,
    )
    for (const found of matches) {
      const name = earlier[found.earlier]?.name
      const at = left[found.later]?.at
      if (name === undefined || at === undefined) continue
      names[at] = name
      taken.add(name)
    }
  })
  open.forEach((site, at) => {
    let name = names[at]
    if (name === undefined) {
      const place = placeKey(site)
      const again = before
        .map(({ state }) => state?.gone.get(place))
        .find((gone) => gone !== undefined && !taken.has(gone))
      name = again ?? newName()
      taken.add(name)
    }
    named.set(site.path, [...(named.get(site.path) ?? []), { name, site }])
  })
  return named
}

function compare(
  { changes, parents }: PathCommit,
  touched: ReadonlyMap<string, string | null>,
  {
    filesBefore,
    after,
  }: { readonly filesBefore: Naming['filesBefore']; readonly after: ReadonlyMap<string, readonly NamedSite[]> },
): ReadonlyMap<string, SiteChange> {
  const index = (files: Iterable<readonly NamedSite[]>) =>
    new Map([...files].flatMap((sites) => sites.map(({ name, site }) => [name, site] as const)))
  const now = index(after.values())
  const then = changes.map((_, side) => index([...touched.keys()].map((path) => filesBefore(side, path))))
  const found = new Map<string, SiteChange>()
  for (const name of new Set([...now.keys(), ...then.flatMap((sites) => [...sites.keys()])])) {
    const where = now.get(name) ?? null
    const before = then.map((sites): Where => {
      const site = sites.get(name) ?? null
      return isSamePlace(site, where) ? where : site
    })
    if (before.some((site) => site !== where)) found.set(name, { after: where, before })
  }
  // a root is compared with nothing
  return parents.length === 0 && touched.size === 0 ? new Map() : found
}

function nextState(
  parents: readonly (State | null)[],
  after: ReadonlyMap<string, readonly NamedSite[]>,
  changes: ReadonlyMap<string, SiteChange>,
): State {
  const [first = null] = parents
  if (after.size === 0 && first !== null && parents.every((state) => state === first)) return first
  const files = new Map<string, readonly NamedSite[]>()
  const gone = new Map<string, string>()
  // the first parent's last, so that it wins: what differs between them is in `after`
  for (const state of parents.toReversed()) {
    for (const [path, sites] of state?.files ?? []) files.set(path, sites)
    for (const [place, name] of state?.gone ?? []) gone.set(place, name)
  }
  for (const [path, sites] of after) files.set(path, sites)
  for (const [name, { after: where, before }] of changes) {
    if (where !== null) continue
    for (const site of before) if (site !== null) gone.set(placeKey(site), name)
  }
  return { files, gone }
}

function isUnknown({ path, before, after }: PathChange, sitesOf: TraceInput['sitesOf']): boolean {
  return [before, after].some((oid) => oid !== null && sitesOf(path, oid) === null)
}

/** Of a merge: a path that it and one parent have, and another one has not. */
function isUneven({ changes }: PathCommit): boolean {
  if (changes.length < 2) return false
  const absent = new Map<string, number>()
  for (const { path, before, after } of changes.flat())
    if ((before === null) !== (after === null)) absent.set(path, (absent.get(path) ?? 0) + 1)
  return [...absent.values()].some((count) => count < changes.length)
}
