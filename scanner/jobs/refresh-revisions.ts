import { listBranches } from '#scanner/git/list-branches.ts'
import { listTags } from '#scanner/git/list-tags.ts'
import { listUnreachable } from '#scanner/git/list-unreachable.ts'
import { groupBy } from '#scanner/model/group-by.ts'
import type { ClaimedScan } from '#scanner/store/claim-scan.ts'
import { listPublished } from '#scanner/store/list-published.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { saveNames } from '#scanner/store/save-names.ts'
import { chooseLabel } from './choose-label.ts'
import type { WantedRevision } from './resolve-revisions.ts'

export interface RefreshOptions {
  readonly directory: string
  /** What was asked for is called as it was asked for. */
  readonly wanted: readonly WantedRevision[]
  /** Commits of the trunk need not be looked for. */
  readonly isTrunk: (commit: string) => boolean
}

/** Brings names of published revisions up to date, and whether a branch or tag still leads to each. Their numbers stay as they are. */
export async function refreshRevisions(
  db: Store,
  scan: ClaimedScan,
  { directory, wanted, isTrunk }: RefreshOptions,
): Promise<void> {
  const published = await listPublished(db, scan.treeId)
  if (published.length === 0) return
  const tagsOf = groupBy(await listTags(directory), ({ commit }) => commit)
  const branchesOf = groupBy(await listBranches(directory), ({ commit }) => commit)
  const askedAs = new Map(wanted.map(({ oid, label }) => [oid, label]))
  const isNamed = (commit: string) => tagsOf.has(commit) || branchesOf.has(commit) || isTrunk(commit)
  const unnamed = published.map(({ commit }) => commit).filter((commit) => !isNamed(commit))
  const unreachable = new Set(await listUnreachable(directory, unnamed))
  const changed = published.flatMap((revision) => {
    const { commit } = revision
    const label = askedAs.get(commit) ?? chooseLabel(revision, tagsOf.get(commit) ?? [], branchesOf.get(commit) ?? [])
    const isReachable = !unreachable.has(commit)
    return label === revision.label && isReachable === revision.isReachable ? [] : [{ commit, label, isReachable }]
  })
  await saveNames(db, scan, changed)
}
