import { findProblems } from '#scanner/gate/find-problems.ts'
import type { Problem } from '#scanner/gate/problem.ts'
import type { CheckedRange, RangeCommit } from '#scanner/model/check.ts'
import type { LinkedCommit, ListedTree, Session } from '../open-session.ts'
import { findReach } from './find-reach.ts'
import { firstState, type GateState, type Related, relate } from './gate-state.ts'
import { type ListTree, listWithCallers } from './list-with-callers.ts'

/** A problem that a commit of the range brought: none of its parents has it. */
export interface Introduced {
  readonly commit: RangeCommit
  /** Identity of the site. */
  readonly key: string
  readonly problem: Problem
}

/** A range followed commit by commit, parents before children. */
export interface Followed {
  readonly base: GateState
  readonly head: GateState
  /** States of the commits, in the order of the range; the very same one where a commit changes no file with a call. */
  readonly states: readonly { readonly commit: RangeCommit; readonly state: GateState }[]
  readonly introduced: readonly Introduced[]
}

/** So many different states of a tree are held in memory at once. */
const statesMax = 120

/**
 * Links those commits of a range alone whose files say other things of pages than their parents', and of these the files alone that the range
 * can reach, unless `isWhole` wants all sites. `null`: there is no such commit; `too-many`: more of them differ than can be held.
 */
export async function followRange(
  session: Session,
  range: CheckedRange,
  { isWhole }: { readonly isWhole: boolean },
): Promise<Followed | null | 'too-many'> {
  const list = await listWithCallers(session, range)
  const listedBase = await list(range.base.commit)
  if (await isUntouched(list, range, listedBase)) return null
  const reach = isWhole ? undefined : ((await findReach(session, list, range, statesMax)) ?? undefined)
  const link = (listed: ListedTree) => session.link(listed, reach)
  const base = firstState(listedBase, await link(listedBase))
  const known = new Map<string, GateState>([[base.commit, base]])
  const states: { commit: RangeCommit; state: GateState }[] = []
  const introduced: Introduced[] = []

  /** A commit that the range forked off from elsewhere. */
  const stateOutside = async (oid: string): Promise<GateState> => {
    const found = known.get(oid)
    if (found !== undefined) return found
    const listed = await list(oid)
    const { state } =
      listed.signature === base.signature ? { state: base } : await relate(session, base, listed, await link(listed))
    known.set(oid, state)
    return state
  }

  for (const commit of range.commits) {
    const parents: GateState[] = []
    for (const oid of commit.parents.length === 0 ? [base.commit] : commit.parents)
      parents.push(await stateOutside(oid))
    const listed = await list(commit.oid)
    const same = parents.find(({ signature }) => signature === listed.signature)
    if (same !== undefined) {
      known.set(commit.oid, same)
      states.push({ commit, state: same })
      continue
    }
    if (new Set(known.values()).size >= statesMax) return 'too-many'
    const linked = await link(listed)
    const steps: Related[] = []
    for (const parent of parents) steps.push(await relate(session, parent, listed, linked))
    const state = mergeKeys(steps, base)
    known.set(commit.oid, state)
    states.push({ commit, state })
    for (const [index, problem] of commonProblems(steps))
      introduced.push({ commit, key: state.keys[index] ?? problem.at.row.id, problem })
  }
  const head = await atItsLines({ session, link, list, range }, known.get(range.head.commit) ?? base, base)
  return { base, head, states, introduced }
}

/** Whether no commit of a range, and none that it forked off from, says other things of pages than its base. */
async function isUntouched(list: ListTree, { commits }: CheckedRange, base: ListedTree): Promise<boolean> {
  for (const oid of new Set(commits.flatMap((commit) => [...commit.parents, commit.oid])))
    if ((await list(oid)).signature !== base.signature) return false
  return true
}

interface Following {
  readonly session: Session
  readonly link: (listed: ListedTree) => Promise<LinkedCommit>
  readonly list: ListTree
  readonly range: CheckedRange
}

/** The state of the head with the lines that its sites stand on there: commits that only shift them share the state of their parents. */
async function atItsLines(
  { session, link, list, range: { head } }: Following,
  state: GateState,
  base: GateState,
): Promise<GateState> {
  if (state === base) return base
  const listed = await list(head.commit)
  if (listed.exact === state.exact) return state
  return (await relate(session, state, listed, await link(listed))).state
}

/** The state of a commit with several parents: identities as the first of them says, and where that one lacks a site, the next. */
function mergeKeys(steps: readonly Related[], base: GateState): GateState {
  const [first, ...others] = steps
  if (first === undefined) return base
  if (others.length === 0) return first.state
  const taken = new Set(first.state.keys)
  const keys = first.state.keys.map((key, index) => {
    if (first.steps[index]?.was !== null) return key
    const other = others.find(({ steps: ofOther }) => ofOther[index]?.was !== null)?.state.keys[index]
    if (other === undefined || taken.has(other)) return key
    taken.add(other)
    return other
  })
  const { sites } = first.state
  return { ...first.state, keys, byKey: new Map(sites.map((site, index) => [keys[index] ?? site.row.id, site])) }
}

/** Problems that a commit has against each of its parents, by the index of their site. */
function commonProblems(steps: readonly Related[]): readonly (readonly [number, Problem])[] {
  const [first, ...others] = steps.map(({ state, steps: ofParent, muted }) => {
    const indexOf = new Map(state.sites.map((site, index) => [site, index]))
    return findProblems(ofParent, muted).map((problem) => [indexOf.get(problem.at) ?? -1, problem] as const)
  })
  return (first ?? []).filter(([index, { about }]) =>
    others.every((ofParent) => ofParent.some(([at, problem]) => at === index && problem.about === about)),
  )
}
