import type { Database } from '#prisma/client.ts'
import type { ScanClaim } from './scan-claim.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface ClaimedScan extends ScanClaim {
  readonly treeId: number
  readonly slug: string
  readonly source: string
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
  readonly since: Date | null
  readonly every: number | null
  /** How often it was put off for want of room. */
  readonly postponed: number
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly scan: ClaimedScan }
  /** Another scan of the tree runs: try again when it is over. */
  | { readonly kind: 'waits'; readonly behind: number }
  /** Done, failed, cancelled, or never there. */
  | { readonly kind: 'over' }

/**
 * Takes a scan up: a queued one, or one whose worker is gone (the queue hands a job out again only then). Raising `claim` refuses every
 * later write of that worker, should it live on.
 */
export function claimScan(db: Database, scanId: number): Promise<ClaimOutcome> {
  return withDatabaseErrors('claiming a scan', () =>
    db.$transaction(async (tx) => {
      // the tree's row first: of two scans of one tree that are claimed at once the second sees the first as running
      const [tree] = await tx.$queryRaw<{ id: number; slug: string; source: string }[]>`
        select tree.id, tree.slug, tree.source from tree
        where tree.id = (select tree_id from scan where id = ${scanId})
        for no key update`
      if (tree === undefined) return { kind: 'over' }
      const [other] = await tx.$queryRaw<{ id: number }[]>`
        select id from scan where tree_id = ${tree.id} and state = 'running' and id <> ${scanId} limit 1`
      if (other !== undefined) return { kind: 'waits', behind: other.id }
      const [scan] = await tx.$queryRaw<
        Pick<ClaimedScan, 'claim' | 'revisions' | 'tags' | 'since' | 'every' | 'postponed'>[]
      >`
        update scan
        set claim = claim + 1, state = 'running', started_at = now(), updated_at = now(),
          phase = null, label = null, progress = null, revisions_done = 0, revisions_all = null, error = null, resume_at = null
        where id = ${scanId} and state in ('queued', 'running')
        returning claim, revisions, tags, since, every, postponed`
      if (scan === undefined) return { kind: 'over' }
      const { id: treeId, slug, source } = tree
      return { kind: 'claimed', scan: { id: scanId, treeId, slug, source, ...scan } }
    }),
  )
}
