import { Prisma } from '#prisma/prisma-of-process.ts'
import { openClaimStates } from '#scanner/model/claim.ts'
import { noneOfIt, proposedTriage, remarkedTriage } from './parse-filter-value.ts'
import { holdsAt, type RevisionPlace } from './revision-place.ts'

/** Over `span`: by the state of a claim, by the address of whoever has an open one, or with no open one. */
export function claimCondition(value: string, revision: RevisionPlace): Prisma.Sql {
  const isOpen = Prisma.sql`claim.state = any(${[...openClaimStates]}::text[])`
  if (value === noneOfIt) return Prisma.sql`span.site_id not in (${claimed(isOpen, revision)})`
  const wanted = value.includes('@')
    ? Prisma.sql`${isOpen} and claim.person_id in (select id from participant where email = ${value})`
    : Prisma.sql`claim.state = ${value}`
  return Prisma.sql`span.site_id in (${claimed(wanted, revision)})`
}

/** A claim is one of an acquire, and of its releases with it. */
const claimed = (condition: Prisma.Sql, revision: RevisionPlace): Prisma.Sql => Prisma.sql`
  select claim.site_id from claim where ${condition}
  union all
  select pair.release_id from claim
  join pair on pair.acquire_id = claim.site_id and ${holdsAt('pair', revision)}
  where ${condition}`

/** After `from`: claims of acquires among `live`, `person` whose they are; one is of the sites `unit`, its acquire and the releases of that. */
export const liveClaims = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
  live
  join claim on claim.site_id = live.site_id
  join participant person on person.id = claim.person_id
  cross join lateral (
    select claim.site_id
    union all
    select pair.release_id from pair where pair.acquire_id = claim.site_id and ${holdsAt('pair', revision)}
  ) unit`

/**
 * Over `span`: by what was decided, or that something is proposed, or that a comment in the code says why the call stays, or that nobody
 * decided anything.
 */
export function triageCondition(value: string, revision: RevisionPlace): Prisma.Sql {
  if (value === noneOfIt)
    return Prisma.sql`span.site_id not in (
      select triage.site_id from triage where triage.is_decided union all select site_id from (${remarked(revision)}) remarked
    )`
  if (value === remarkedTriage) return Prisma.sql`span.site_id in (${remarked(revision)})`
  if (value === 'stays') return Prisma.sql`span.site_id in (${judgedStays(revision)})`
  if (value === proposedTriage)
    return Prisma.sql`span.site_id in (select triage.site_id from triage where not triage.is_decided)`
  return Prisma.sql`span.site_id in (
    select triage.site_id from triage where triage.is_decided and triage.verdict = ${value}
  )`
}

/** Sites beside which a comment in the code of the revision says why they stay. */
export const remarked = (revision: RevisionPlace): Prisma.Sql =>
  Prisma.sql`select remark.site_id from site_remark remark where ${holdsAt('remark', revision)}`

/** Sites of which it is decided that they stay by design: by a person or, where no person decided anything, by a comment in the code. */
const judgedStays = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
  select triage.site_id from triage where triage.is_decided and triage.verdict = 'stays'
  union all
  ${unjudgedRemarks(revision)}`

/** Comments on which no person's word stands over theirs. */
export const unjudgedRemarks = (revision: RevisionPlace): Prisma.Sql => Prisma.sql`
  ${remarked(revision)} and not exists (select from triage where triage.site_id = remark.site_id and triage.is_decided)`

/** Over `span`: by how soon somebody should look at it, which is `normal` unless somebody has said so. */
export const priorityCondition = (value: string): Prisma.Sql =>
  value === 'normal'
    ? Prisma.sql`span.site_id not in (select said.site_id from site_priority said where said.level <> 'normal')`
    : Prisma.sql`span.site_id in (select said.site_id from site_priority said where said.level = ${value})`
