import type { Database } from '#prisma/client.ts'
import type { Authorship } from '#scanner/model/authorship.ts'
import { lockScan } from './lock-scan.ts'
import type { ScanClaim } from './scan-claim.ts'
import { storableJson } from './storable.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface SaveAttributionOptions {
  readonly treeId: number
  readonly scan: ScanClaim
  /** Every event that was looked at; those without a commit happened "between". */
  readonly eventIds: readonly number[]
  readonly commits: ReadonlyMap<number, Authorship>
}

/**
 * Keeps what was found of the events of one step, in one transaction. Events that are gone, or are attributed by now, stay as they are.
 * Rejects with `ClaimLostError` when the scan is no longer ours.
 */
export async function saveAttribution(
  db: Database,
  { treeId, scan, eventIds, commits }: SaveAttributionOptions,
): Promise<void> {
  const found = eventIds.map((id) => {
    const by = commits.get(id)
    return {
      id,
      attribution: by === undefined ? 'between' : 'commit',
      commit: by?.commit ?? null,
      subject: by?.subject ?? null,
      author_name: by?.authorName ?? null,
      author_email: by?.authorEmail ?? null,
      authored_at: by?.authoredAt ?? null,
      trailers: by?.trailers ?? [],
    }
  })
  await withDatabaseErrors('saving who did what', () =>
    db.$transaction(async (tx) => {
      await lockScan(tx, treeId, scan)
      await tx.$executeRaw`
        update event
        set attribution = found.attribution, commit = found.commit, subject = found.subject, author_name = found.author_name,
          author_email = found.author_email, authored_at = found.authored_at, trailers = found.trailers
        from jsonb_populate_recordset(null::event, ${storableJson(found)}::jsonb) found
        where event.id = found.id and event.attribution = 'open'`
    }),
  )
}
