import { classifyChange, isOpenSite } from '#scanner/model/classify-change.ts'
import type { EventKind } from '#scanner/model/event.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { identifySites } from './identify-sites.ts'
import type { RevisionRows } from './list-rows.ts'

/** A site that two revisions have, or one of them. */
export interface Change {
  /** `null`: the revision does not have it. */
  readonly was: SiteRow | null
  readonly is: SiteRow | null
}

export type ChangeKind = Exclude<EventKind, 'moved'>

export interface Comparison {
  /** In the order of the later revision's rows; what is gone, in that of the earlier one's. */
  readonly changes: Readonly<Record<ChangeKind, readonly Change[]>>
  /** Acquires that are still to be converted, mended or looked at in the later revision. */
  readonly open: readonly SiteRow[]
}

/** What happened to sites from one scan to another of the same repository: by their identities, not by their places. */
export async function compareScans(earlier: RevisionRows, later: RevisionRows): Promise<Comparison> {
  const keys = await identifySites({
    directory: later.repository.directory,
    earlierCommit: earlier.commit.oid,
    laterCommit: later.commit.oid,
    earlier: earlier.rows.map((row) => ({ ...row, key: row.id })),
    rows: later.rows,
  })
  const known = new Map(earlier.rows.map((row) => [row.id, row]))
  const pairs = later.rows.map((is, index): Change => ({ was: known.get(keys[index] ?? '') ?? null, is }))
  const kept = new Set(pairs.map(({ was }) => was))
  const gone = earlier.rows.filter((row) => !kept.has(row)).map((was): Change => ({ was, is: null }))
  const changes: Record<ChangeKind, Change[]> = { regressed: [], appeared: [], converted: [], exempted: [], gone: [] }
  for (const change of [...pairs, ...gone]) {
    const kind = classifyChange(change.was, change.is)
    if (kind !== null) changes[kind].push(change)
  }
  return { changes, open: later.rows.filter(isOpenSite) }
}
