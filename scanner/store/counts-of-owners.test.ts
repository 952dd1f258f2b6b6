import { beforeAll, expect, test } from 'vitest'
import type { Database } from '#prisma/client.ts'
import { openTestDatabase } from '#scanner/testing/claimed-tree.ts'
import { publishDemo } from '#scanner/testing/publish-demo.ts'

let db: Database
beforeAll(async () => {
  db = (await openTestDatabase()).db
  await publishDemo(db, ['v5.3', 'v6.1', 'v6.12'])
})

/** Every number of a person, counted one by one. */
const countPeopleAnew = () => db.$queryRaw<object[]>`
  select person.email, revision.label, span.role, span.status, count(distinct span.site_id)::int as sites
  from revision
  join subsystem_person named on named.line_id = revision.line_id
    and revision.ordinal >= named.from_ordinal and revision.ordinal < named.to_ordinal
  join person on person.id = named.person_id
  join subsystem on subsystem.id = named.subsystem_id and subsystem.title <> 'THE REST'
  join site_subsystem member on member.subsystem_id = named.subsystem_id and member.line_id = revision.line_id
    and revision.ordinal >= member.from_ordinal and revision.ordinal < member.to_ordinal
  join site_span span on span.site_id = member.site_id and span.line_id = revision.line_id
    and revision.ordinal >= span.from_ordinal and revision.ordinal < span.to_ordinal
  where span.status <> 'unrelated'
  group by person.email, revision.label, span.role, span.status
  order by 1, 2, 3, 4`

test('a person has each site of the own sections once', async () => {
  const written = await db.$queryRaw<object[]>`
    select person.email, revision.label, role, status, sites
    from person_count
    join person on person.id = person_id
    join revision on revision.id = revision_id
    order by 1, 2, 3, 4`
  expect(written.length).toBeGreaterThan(20)
  expect(written).toEqual(await countPeopleAnew())
})

test('events of a step are counted with role and status of their sites, those of gone ones as they were last', async () => {
  const written = await db.$queryRaw<object[]>`
    select revision.label, counted.kind, role, status, sites
    from event_count counted join revision on revision.id = counted.revision_id
    where subsystem_id is null and person_id is null
    order by 1, 2, 3, 4`
  const anew = await db.$queryRaw<object[]>`
    select revision.label, event.kind, span.role, span.status, count(*)::int as sites
    from event
    join revision on revision.id = event.revision_id
    join lateral (
      select role, status from site_span
      where site_span.site_id = event.site_id and from_ordinal <= revision.ordinal
      order by from_ordinal desc limit 1
    ) span on true
    where event.kind <> 'moved'
    group by revision.label, event.kind, span.role, span.status
    order by 1, 2, 3, 4`
  expect(written).toEqual(anew)
  const kinds = new Set(written.map((row) => (row as { kind: string }).kind))
  expect(kinds).toContain('gone')
  expect(kinds).toContain('converted')
})

test('what happened to a section is what happened to its sites, whichever of their sections it is', async () => {
  const rows = await db.$queryRaw<{ events: number; members: number }[]>`
    select
      (select sum(sites)::int from event_count where subsystem_id is not null) as events,
      (select count(*)::int
        from event
        join revision on revision.id = event.revision_id
        join lateral (
          select ordinal from revision earlier
          where earlier.line_id = revision.line_id and earlier.ordinal < revision.ordinal
          order by ordinal desc limit 1
        ) before on true
        join site_subsystem member on member.site_id = event.site_id
          and case event.kind when 'gone' then before.ordinal else revision.ordinal end >= member.from_ordinal
          and case event.kind when 'gone' then before.ordinal else revision.ordinal end < member.to_ordinal
        where event.kind <> 'moved') as members`
  expect(rows[0]?.events).toBeGreaterThan(10)
  expect(rows[0]?.events).toBe(rows[0]?.members)
})
