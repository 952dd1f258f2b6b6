import { newestRevision } from '#app/_data/newest-revision.ts'
import { holdsAt, type PlaceColumns, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Claim } from '#app/_people/claim.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import type { ClaimState } from '#scanner/model/claim.ts'

/** Which claims; every part narrows. */
export interface ClaimConditions {
  readonly claimIds?: readonly number[]
  readonly siteIds?: readonly number[]
  readonly states?: readonly ClaimState[]
  /** Addresses in lower case. */
  readonly emails?: readonly string[]
  /** Participants. */
  readonly personIds?: readonly number[]
  /** Account whose proven addresses count. */
  readonly userId?: string
  /** Title or slug of a section of the site. */
  readonly subsystem?: string
  /** Only what comes after this one. */
  readonly afterId?: number
  readonly limit?: number
  /** The last that were made, instead of the first. */
  readonly newestFirst?: boolean
}

interface Row extends Omit<Claim, 'id' | 'created' | 'updated' | 'expires' | 'ended' | 'done'> {
  readonly id: number
  readonly created: Date
  readonly updated: Date
  readonly expires: Date
  readonly ended: Date | null
  readonly doneRevision: string | null
  readonly doneCommit: string | null
  readonly doneSubject: string | null
}

/** Claims of a tree by their number, with the site as it is at the revision; of one that is not there, as it was last. */
export const listClaims = (
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  conditions: ClaimConditions,
): Promise<readonly Claim[]> =>
  findClaims(
    database,
    { place: revision, join: Prisma.empty, fits: Prisma.sql`claim.tree_id = ${treeId}::int` },
    conditions,
  )

/** The same of all trees that have a revision, each as its newest one has the site. */
export const listClaimsAnywhere = (database: Transaction, conditions: ClaimConditions): Promise<readonly Claim[]> =>
  findClaims(
    database,
    {
      place: { lineId: Prisma.sql`newest.line_id`, ordinal: Prisma.sql`newest.ordinal` },
      join: Prisma.sql`join (
        select tree.id as tree_id, newest.line_id, newest.ordinal from tree cross join lateral ${newestRevision} newest
      ) newest on newest.tree_id = claim.tree_id`,
      fits: Prisma.sql`true`,
    },
    conditions,
  )

/** Where claims are looked for, and the revision that says what their sites are: one, or columns of `join`. */
interface ClaimScope {
  readonly place: RevisionPlace | PlaceColumns
  readonly join: Prisma.Sql
  readonly fits: Prisma.Sql
}

async function findClaims(
  database: Transaction,
  { place, join, fits }: ClaimScope,
  conditions: ClaimConditions,
): Promise<readonly Claim[]> {
  const rows = await database.$queryRaw<Row[]>`
    select claim.id, tree.slug as tree, site.key as site, span.path, span.line_number as line, span.function, span.api,
      case when ${holdsAt('span', place)} then span.status end as status, owner.title as subsystem,
      coalesce(released.keys, '{}') as releases, coalesce(person.email, person.name) as person, person.name,
      maker.name as by, claim.state, claim.note, claim.link, claim.due::text as due, claim.created_at as created,
      claim.updated_at as updated, claim.expires_at as expires, claim.ended_at as ended, revision.label as "doneRevision",
      claim.commit as "doneCommit", claim.subject as "doneSubject"
    from claim
    join tree on tree.id = claim.tree_id
    join site on site.id = claim.site_id
    join participant person on person.id = claim.person_id
    join participant maker on maker.id = claim.made_by_id
    ${join}
    left join revision on revision.id = claim.revision_id
    left join lateral (
      select span.* from site_span span where span.site_id = claim.site_id
      order by (${holdsAt('span', place)}) desc, span.to_ordinal desc, span.from_ordinal desc limit 1
    ) span on true
    left join lateral (
      select subsystem.title from site_subsystem member join subsystem on subsystem.id = member.subsystem_id
      where member.site_id = claim.site_id and member.is_primary and ${holdsAt('member', place)} limit 1
    ) owner on true
    left join lateral (
      select array_agg(other.key order by other.key) as keys
      from pair join site other on other.id = pair.release_id
      where pair.acquire_id = claim.site_id and ${holdsAt('pair', place)}
    ) released on true
    where ${fits} and ${combine(conditions, place)}
    order by claim.id ${conditions.newestFirst === true ? Prisma.sql`desc` : Prisma.empty}
    limit ${conditions.limit ?? null}::int`
  return rows.map(toClaim)
}

export async function countClaims(
  database: Transaction,
  treeId: number,
  revision: RevisionPlace,
  conditions: ClaimConditions,
): Promise<number> {
  const [row] = await database.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from claim join participant person on person.id = claim.person_id
    where claim.tree_id = ${treeId}::int and ${combine(conditions, revision)}`
  return row?.n ?? 0
}

/** Over `claim` and its `person`. */
function combine(conditions: ClaimConditions, place: RevisionPlace | PlaceColumns): Prisma.Sql {
  const { claimIds, siteIds, states, emails, personIds, userId, subsystem, afterId } = conditions
  const parts = [
    claimIds === undefined ? null : Prisma.sql`claim.id = any(${claimIds}::int[])`,
    siteIds === undefined ? null : Prisma.sql`claim.site_id = any(${siteIds}::int[])`,
    states === undefined ? null : Prisma.sql`claim.state = any(${states}::text[])`,
    emails === undefined ? null : Prisma.sql`person.email = any(${emails}::text[])`,
    personIds === undefined ? null : Prisma.sql`claim.person_id = any(${personIds}::int[])`,
    userId === undefined ? null : Prisma.sql`person.user_id = ${userId}`,
    afterId === undefined ? null : Prisma.sql`claim.id > ${afterId}::int`,
    subsystem === undefined
      ? null
      : Prisma.sql`claim.site_id in (
          select member.site_id from site_subsystem member join subsystem on subsystem.id = member.subsystem_id
          where ${holdsAt('member', place)} and (lower(subsystem.title) = lower(${subsystem}) or subsystem.slug = ${subsystem})
        )`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? Prisma.sql`true` : Prisma.join(parts, ' and ')
}

function toClaim(row: Row): Claim {
  const { id, created, updated, expires, ended, doneRevision, doneCommit, doneSubject, ...rest } = row
  return {
    ...rest,
    id: String(id),
    created: created.toISOString(),
    updated: updated.toISOString(),
    expires: expires.toISOString(),
    ended: ended?.toISOString() ?? null,
    done: rest.state === 'done' ? { revision: doneRevision, commit: doneCommit, subject: doneSubject } : null,
  }
}
