import { randomUUID } from 'node:crypto'
import { getSettings } from '#app/_data/get-settings.ts'
import { holdsAt, liveSpans, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Origin } from '#app/_people/actor.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

export interface WantedClaims {
  readonly treeId: number
  /** The tree's newest. */
  readonly revision: RevisionPlace
  /** Sites of any role: what is claimed are the acquires that they belong to. */
  readonly siteIds: readonly number[]
  /** Participant. */
  readonly personId: number
  readonly note: string | null
  /** A day in UTC. */
  readonly due: string | null
}

export interface SavedClaims {
  readonly created: number
  /** Made now, or open already for the same person and site. */
  readonly claimIds: readonly number[]
  /** What all entries of the audit have in common. */
  readonly batch: string
}

/**
 * Claims units of work: an acquire with its releases, which have to change together. A release stands for the acquires that it is paired
 * with, and for itself where none is known. One statement however many there are; two who do the same at once make one claim. A claim that
 * the person has already gets the note and the day that are given, which is news of it.
 */
export async function saveClaims(tx: Transaction, origin: Origin, wanted: WantedClaims): Promise<SavedClaims> {
  const { treeId, revision, siteIds, personId, note, due } = wanted
  const batch = randomUUID()
  const { actor, via, address } = origin
  const { 'claim-days': days } = await getSettings(tx)
  const rows = await tx.$queryRaw<{ id: number; isNew: boolean }[]>`
    with ${liveSpans(revision)},
    ${unitsOf(siteIds, revision)},
    made as (
      insert into claim (tree_id, site_id, person_id, made_by_id, note, due, status_was, expires_at)
      select ${treeId}::int, unit.site_id, ${personId}::int, ${actor.participantId}::int, ${note}::text, ${due}::date,
        live.status, now() + make_interval(days => ${days}::int)
      from unit join live on live.site_id = unit.site_id
      order by unit.site_id
      on conflict (site_id, person_id) where ended_at is null do nothing
      returning id, site_id
    ),
    earlier as materialized (
      select claim.* from claim join unit on unit.site_id = claim.site_id
      where claim.person_id = ${personId}::int and claim.ended_at is null
    ),
    changed as (
      update claim set note = coalesce(${note}::text, earlier.note), due = coalesce(${due}::date, earlier.due),
        updated_at = now(), reminded_at = null, expires_at = now() + make_interval(days => ${days}::int)
      from earlier
      where claim.id = earlier.id and claim.ended_at is null
        and (earlier.note, earlier.due)
          is distinct from (coalesce(${note}::text, earlier.note), coalesce(${due}::date, earlier.due))
      returning claim.id, claim.site_id, claim.note, claim.due, earlier.note as note_was, earlier.due as due_was
    ),
    told_changed as (
      insert into audit_entry (actor_id, action, tree_id, site_id, subject, before, after, via, address)
      select ${actor.participantId}::int, 'claim.changed', ${treeId}::int, site_id, 'claim ' || id,
        jsonb_build_object('note', note_was, 'due', due_was), jsonb_build_object('note', note, 'due', due),
        ${via}::text, ${address}::text
      from changed
    ),
    told as (
      insert into audit_entry (actor_id, action, tree_id, site_id, subject, after, via, address, batch)
      select ${actor.participantId}::int, 'claim.made', ${treeId}::int, made.site_id, 'claim ' || made.id,
        jsonb_build_object('person', ${personId}::int, 'note', ${note}::text, 'due', ${due}::text),
        ${via}::text, ${address}::text, ${batch}::text
      from made
    )
    select id, true as "isNew" from made
    union all
    -- the snapshot is older than what was made here: these are claims from before
    select id, false from earlier
    order by id`
  return { created: rows.filter(({ isNew }) => isNew).length, claimIds: rows.map(({ id }) => id), batch }
}

/** Needs `live`. */
function unitsOf(siteIds: readonly number[], revision: RevisionPlace): Prisma.Sql {
  return Prisma.sql`
    unit as materialized (
      select live.site_id from live where live.site_id = any(${siteIds}::int[]) and live.role = 'acquire'
      union
      select coalesce(pair.acquire_id, live.site_id)
      from live left join pair on pair.release_id = live.site_id and ${holdsAt('pair', revision)}
      where live.site_id = any(${siteIds}::int[]) and live.role = 'release'
    )`
}
