import { listBranches } from '#scanner/git/list-branches.ts'
import { listTags } from '#scanner/git/list-tags.ts'
import { listAged } from '#scanner/store/list-aged.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { removeRevision } from '#scanner/store/remove-revision.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'
import { chooseThinned } from './choose-thinned.ts'

export interface ThinOptions {
  readonly directory: string
  readonly treeId: number
  readonly scan: ScanClaim
  /** Commits that the scan at hand was asked for. */
  readonly wanted: readonly string[]
  readonly now: Date
  readonly signal: AbortSignal
  /** Which part is done. */
  readonly onPart: (part: number) => void
}

/**
 * Thins the revisions of a tree by its rule, one a transaction: whoever is stopped here goes on at the next scan. Resolves to how many went;
 * none where the tree keeps all.
 */
export async function thinTree(
  db: Store,
  { directory, treeId, scan, wanted, now, signal, onPart }: ThinOptions,
): Promise<number> {
  const aged = await listAged(db, treeId)
  if (aged === null) return 0
  const { keepDays, lines } = aged
  const named = [...(await listTags(directory)), ...(await listBranches(directory))]
  const kept = new Set([...wanted, ...named.map(({ commit }) => commit)])
  const chosen = lines.flatMap(({ revisions }) => {
    for (const { commit, isAsked } of revisions) if (isAsked) kept.add(commit)
    return chooseThinned(revisions, { now, keepDays, isKept: (commit) => kept.has(commit) })
  })
  let removed = 0
  for (const [index, commit] of chosen.entries()) {
    signal.throwIfAborted()
    onPart(index / chosen.length)
    if ((await removeRevision(db, commit, { treeId, scan, keepDays })) === 'removed') removed++
  }
  return removed
}
