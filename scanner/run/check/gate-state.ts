import type { GateSite, SiteStep } from '#scanner/gate/gate-site.ts'
import { matchLeftovers } from '#scanner/gate/match-leftovers.ts'
import type { Muted } from '#scanner/gate/muted.ts'
import { identifySites } from '../identify-sites.ts'
import type { LinkedCommit, ListedTree, Session } from '../open-session.ts'
import { compareListed } from './compare-listed.ts'
import { gateSites } from './gate-sites.ts'
import { listMuted } from './list-muted.ts'

/** The sites of one commit of a range, each with an identity that it keeps through the range. */
export interface GateState {
  readonly commit: string
  readonly signature: string
  readonly exact: string
  readonly digested: ListedTree['digested']
  readonly linked: LinkedCommit
  readonly sites: readonly GateSite[]
  /** By the order of `sites`. */
  readonly keys: readonly string[]
  readonly byKey: ReadonlyMap<string, GateSite>
}

/** What tells two listed commits apart. */
type Listed = Pick<ListedTree, 'signature' | 'exact' | 'digested'>

/** The state that a range begins with. */
export function firstState(listed: Listed, linked: LinkedCommit): GateState {
  const sites = gateSites(linked)
  return composeState(
    listed,
    linked,
    sites,
    sites.map(({ row }) => row.id),
  )
}

/** A later state, with the identities that its sites have from an earlier one, and what became of each. */
export interface Related {
  readonly state: GateState
  readonly steps: readonly SiteStep[]
  /** Functions that dropped pages in the earlier state, stand, and drop them no more. */
  readonly muted: readonly Muted[]
}

/** Matches the sites of a commit with those of an earlier state: by name and text, and what is left by what it is likely to have been. */
export async function relate(
  { repository: { directory }, texts }: Pick<Session, 'repository' | 'texts'>,
  earlier: GateState,
  listed: Listed,
  linked: LinkedCommit,
): Promise<Related> {
  const sites = gateSites(linked)
  const identified = await identifySites({
    directory,
    earlierCommit: earlier.commit,
    laterCommit: linked.commit.oid,
    earlier: earlier.sites.map(({ row }, index) => ({ ...row, key: earlier.keys[index] ?? row.id })),
    rows: linked.rows,
    texts,
    changesOf: (paths) => compareListed(earlier.digested, listed.digested, paths),
  })
  const kept = new Set(identified)
  const gone = earlier.sites.filter(
    ({ row }, index) => row.role === 'acquire' && !kept.has(earlier.keys[index] ?? row.id),
  )
  const come = sites.filter(
    ({ row }, index) => row.role === 'acquire' && !earlier.byKey.has(identified[index] ?? row.id),
  )
  const leftovers = matchLeftovers(come, gone, { before: hasFile(earlier.linked), after: hasFile(linked) })
  const keyOf = new Map(earlier.sites.map((site, index) => [site, earlier.keys[index] ?? site.row.id]))
  const taken = new Set(kept)
  const keys = sites.map((is, index) => {
    const was = leftovers.get(is)
    const key = was === undefined ? undefined : keyOf.get(was)
    // a wrapper that was taken apart has several heirs: one of them is it
    if (key === undefined || taken.has(key)) return identified[index] ?? is.row.id
    taken.add(key)
    return key
  })
  const steps = sites.map((is, index) => ({
    was: leftovers.get(is) ?? earlier.byKey.get(keys[index] ?? '') ?? null,
    is,
  }))
  const isByKey = new Map(sites.map((site, index) => [keys[index] ?? site.row.id, site]))
  const muted = await listMuted(texts, {
    earlierCommit: earlier.commit,
    laterCommit: linked.commit.oid,
    became: new Map(earlier.sites.map((site, index) => [site, isByKey.get(earlier.keys[index] ?? '') ?? null])),
    later: sites,
    come: steps.flatMap(({ was, is }) => (was === null ? [is] : [])),
  })
  return { state: composeState(listed, linked, sites, keys), steps, muted }
}

function hasFile({ tree }: LinkedCommit): (path: string) => boolean {
  const paths = new Set(tree.files.map(({ path }) => path))
  return (path) => paths.has(path)
}

function composeState(
  { signature, exact, digested }: Listed,
  linked: LinkedCommit,
  sites: readonly GateSite[],
  keys: readonly string[],
): GateState {
  const byKey = new Map(sites.map((site, index) => [keys[index] ?? site.row.id, site]))
  return { commit: linked.commit.oid, signature, exact, digested, linked, sites, keys, byKey }
}
