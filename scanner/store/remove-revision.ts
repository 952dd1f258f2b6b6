import type { Database, Transaction } from '#prisma/client.ts'
import { closeGap } from './close-gap.ts'
import { lockScan } from './lock-scan.ts'
import { namePeople } from './name-people.ts'
import { replaceSteps } from './replace-steps.ts'
import type { ScanClaim } from './scan-claim.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** `held`: something rests on it that is worth more than its room. */
export type RemovalOutcome = 'removed' | 'held' | 'absent'

export interface RemoveOptions {
  readonly treeId: number
  readonly scan: ScanClaim
  /** The rule by which it goes, for the audit. */
  readonly keepDays: number
}

interface Neighbours {
  readonly id: number
  readonly label: string
  readonly lineId: number
  readonly ordinal: number
  readonly before: number
  /** Digest of the identities of the one before it. */
  readonly identitiesBefore: string
  readonly next: number
  readonly nextId: number
  readonly nextCommit: string
}

const transaction = { maxWait: 60_000, timeout: 300_000 }

/**
 * Takes a revision out of the middle of its line. What the others say stays as it is. What happened to sites in it happened in the one
 * behind it now, with the commits that were found; claims that it ended were ended by that one. Sites that it alone had go with it.
 *
 * It is held where it is the first or last of its line, where another line forks from it, where a subscription was told up to it, and where
 * it alone has a site that somebody did something about. Rejects with `ClaimLostError` when the scan is no longer ours.
 */
export function removeRevision(
  db: Database,
  commit: string,
  { treeId, scan, keepDays }: RemoveOptions,
): Promise<RemovalOutcome> {
  return withDatabaseErrors('thinning revisions', () =>
    db.$transaction(async (tx) => {
      await lockScan(tx, treeId, scan)
      const known = await tx.revision.count({ where: { treeId, commit } })
      if (known === 0) return 'absent'
      const place = await findBetween(tx, treeId, commit)
      if (place === null || (await isRestedOn(tx, treeId, { ...place, commit }))) return 'held'
      const alone = await listAlone(tx, place)
      if (await isSpokenOf(tx, alone)) return 'held'
      await remove(tx, place, alone)
      await tx.$executeRaw`
        insert into thinned_revision (tree_id, commit, label, kept_commit)
        values (${treeId}, ${commit}, ${place.label}, ${place.nextCommit})
        on conflict (tree_id, commit) do update
        set label = excluded.label, kept_commit = excluded.kept_commit, thinned_at = excluded.thinned_at`
      await tx.$executeRaw`
        update thinned_revision set kept_commit = ${place.nextCommit} where tree_id = ${treeId} and kept_commit = ${commit}`
      await tx.$executeRaw`
        insert into audit_entry (actor_id, action, tree_id, subject, before, after, via)
        values (null, 'tree.thinned', ${treeId}, ${`revision ${place.label}`}, ${JSON.stringify({ commit })}::jsonb,
          ${JSON.stringify({ keepDays, kept: place.nextCommit })}::jsonb, 'scanner')`
      return 'removed'
    }, transaction),
  )
}

/** `null`: it has no neighbour on one of its sides. */
async function findBetween(tx: Transaction, treeId: number, commit: string): Promise<Neighbours | null> {
  const [row] = await tx.$queryRaw<Neighbours[]>`
    select revision.id, revision.label, revision.line_id as "lineId", revision.ordinal, before.ordinal as before,
      before.identities as "identitiesBefore", next.ordinal as next, next.id as "nextId", next.commit as "nextCommit"
    from revision
    join lateral (
      select ordinal, identities from revision earlier
      where earlier.line_id = revision.line_id and earlier.ordinal < revision.ordinal order by ordinal desc limit 1
    ) before on true
    join lateral (
      select id, ordinal, commit from revision later
      where later.line_id = revision.line_id and later.ordinal > revision.ordinal order by ordinal limit 1
    ) next on true
    where revision.tree_id = ${treeId} and revision.commit = ${commit}`
  return row ?? null
}

async function isRestedOn(
  tx: Transaction,
  treeId: number,
  { id, commit }: Neighbours & { readonly commit: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select from line where forked_from_id = ${id}
    union all
    select from subscription where tree_id = ${treeId} and told_commit = ${commit}
    limit 1`
  return rows.length > 0
}

/** Sites that only this revision has. */
async function listAlone(tx: Transaction, { lineId, ordinal, next }: Neighbours): Promise<readonly number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    select site_id as id from site_span span
    where line_id = ${lineId} and from_ordinal = ${ordinal} and to_ordinal = ${next}
      and not exists (select from site_span other where other.site_id = span.site_id and other.id <> span.id)`
  return rows.map(({ id }) => id)
}

async function isSpokenOf(tx: Transaction, siteIds: readonly number[]): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select from unnest(${siteIds}::int[]) site (id)
    where exists (select from claim where site_id = site.id) or exists (select from triage where site_id = site.id)
      or exists (select from note where site_id = site.id) or exists (select from audit_entry where site_id = site.id)
    limit 1`
  return rows.length > 0
}

async function remove(tx: Transaction, place: Neighbours, alone: readonly number[]): Promise<void> {
  const { id, lineId, ordinal, before, identitiesBefore, next, nextId } = place
  // of two steps that become one: what happened in one of them alone was done by the same commit
  await tx.$executeRaw`
    create temporary table carried on commit drop as
    select site_id, kind, attribution, commit, subject, author_name, author_email, authored_at, trailers
    from (
      select *, count(*) over (partition by site_id, kind) as times from event where revision_id in (${id}, ${nextId})
    ) happened
    where times = 1 and attribution <> 'open'`
  await closeGap(tx, { lineId, ordinal, next }, before)
  await tx.$executeRaw`update claim set revision_id = ${nextId} where revision_id = ${id}`
  await tx.$executeRaw`delete from revision where id = ${id}`
  // it was matched with that one, by way of the one that goes
  await tx.$executeRaw`update revision set basis = ${identitiesBefore} where id = ${nextId}`
  await replaceSteps(tx, { steps: [nextId], changed: [nextId] })
  await tx.$executeRaw`
    update event
    set attribution = carried.attribution, commit = carried.commit, subject = carried.subject, author_name = carried.author_name,
      author_email = carried.author_email, authored_at = carried.authored_at, trailers = carried.trailers
    from carried
    where event.revision_id = ${nextId} and event.site_id = carried.site_id and event.kind = carried.kind`
  await tx.$executeRaw`delete from site where id = any(${alone}::int[])`
  await namePeople(tx, lineId)
  // pages keep what they say of a tree as long as nothing is published into it
  await tx.$executeRaw`
    update revision set published_at = now()
    where id = (select id from revision where line_id = ${lineId} order by ordinal desc limit 1)`
}
