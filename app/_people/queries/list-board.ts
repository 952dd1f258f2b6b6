import { unjudgedRemarks } from '#app/_data/people-conditions.ts'
import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import type { Status } from '#scanner/model/site.ts'

export const boardColumns = ['open', 'claimed', 'posted', 'done'] as const
/** `done` is what this revision has converted; the others wait for their conversion. */
export type BoardColumn = (typeof boardColumns)[number]

/** An acquire on the board. */
export interface BoardCard {
  readonly column: BoardColumn
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly status: Status
  /** Who works on it, by name. */
  readonly people: readonly string[]
}

/** How many acquires of a section stand in which column; without a section: in none. */
export type BoardCount = {
  readonly title: string | null
  readonly slug: string | null
} & { readonly [column in BoardColumn]: number }

/** The acquires whose primary section it is, by path. */
export async function listBoard(
  database: Transaction,
  revision: RevisionPlace & { readonly id: number },
  slug: string,
): Promise<readonly BoardCard[]> {
  return database.$queryRaw<BoardCard[]>`
    with ${cards(revision)}
    select "column", key, path, line, function, api, status, people from card where slug = ${slug}
    order by path collate "C", line, key`
}

export async function countBoard(
  database: Transaction,
  revision: RevisionPlace & { readonly id: number },
): Promise<readonly BoardCount[]> {
  return database.$queryRaw<BoardCount[]>`
    with ${cards(revision)}
    select title, slug, (count(*) filter (where "column" = 'open'))::int as open,
      (count(*) filter (where "column" = 'claimed'))::int as claimed,
      (count(*) filter (where "column" = 'posted'))::int as posted, (count(*) filter (where "column" = 'done'))::int as done
    from card group by title, slug
    order by count(*) filter (where "column" <> 'done') desc, title collate "C"`
}

/** `card`: each acquire that is to be converted, or was by this revision. A site that stays, as a person or a comment in the code says, is not to be. */
function cards(revision: RevisionPlace & { readonly id: number }): Prisma.Sql {
  return Prisma.sql`
    live as materialized (select span.* from site_span span where ${holdsAt('span', revision)} and span.role = 'acquire'),
    worked as (
      select claim.site_id, bool_or(claim.state = 'posted') as is_posted,
        array_agg(distinct participant.name) as people
      from claim join participant on participant.id = claim.person_id
      where claim.ended_at is null group by claim.site_id
    ),
    owner as (
      select member.site_id, subsystem.title, subsystem.slug
      from site_subsystem member join subsystem on subsystem.id = member.subsystem_id
      where member.is_primary and ${holdsAt('member', revision)}
    ),
    card as (
      select
        case when live.status = 'converted' then 'done' when worked.site_id is null then 'open'
          when worked.is_posted then 'posted' else 'claimed' end as "column",
        site.key, live.path, live.line_number as line, live.function, live.api, live.status, owner.title, owner.slug,
        coalesce(worked.people, '{}') as people
      from live
      join site on site.id = live.site_id
      left join worked on worked.site_id = live.site_id
      left join owner on owner.site_id = live.site_id
      where (
          live.status in ('unconverted', 'mismatched', 'unknown')
          and not exists (
            select from triage where triage.site_id = live.site_id and triage.is_decided
              and triage.verdict in ('stays', 'not-gup')
          )
          and live.site_id not in (${unjudgedRemarks(revision)})
        )
        or exists (
          select from event
          where event.site_id = live.site_id and event.revision_id = ${revision.id}::int and event.kind = 'converted'
            and live.status = 'converted'
        )
    )`
}
