import { openEnd, ordinalStep } from '#scanner/model/interval.ts'
import type { Store } from '#scanner/store/open-store.ts'
import type { HistoryShape } from './history-shape.ts'

type Transaction = Pick<Store, '$executeRaw'>

/**
 * Sites and everything that is said of them while. Of five neighbours in a file two take pages, two drop what these took, and one is a
 * release that nothing is known of; an acquire and its release live and change together.
 */
export async function generateSites(tx: Transaction, { sites, churn, subsystems }: HistoryShape): Promise<void> {
  await tx.$executeRaw`
    insert into site (id, tree_id, key)
    select (tree.id - 1) * ${sites}::int + number, tree.id, left(md5(tree.id || ' site ' || number), 16)
    from tree, generate_series(1, ${sites}::int) number`
  await generateLives(tx, { sites, subsystems })
  await generateStretches(tx, churn)
  await generateSpans(tx)
  await generatePairs(tx)
  await generateFiles(tx)
  await generateMembers(tx, subsystems)
}

/** From which revision of a line to which a site is there, and at which it is converted. Four of five are there from first to last. */
async function generateLives(
  tx: Transaction,
  { sites, subsystems }: { sites: number; subsystems: number },
): Promise<void> {
  await tx.$executeRaw`
    create temporary table life on commit drop as
    select
      line.id as line_id, line.tree_id, line.revisions, (line.tree_id - 1) * ${sites}::int + number as site_id, number,
      couple, number / 40 as file, number % 5 as kind,
      -- the cube: few sections have most of the sites
      2 + floor(pow(pg_temp.roll(number / 40, 0, 1), 3) * (${subsystems}::int - 2))::int as subsystem,
      born, dead, 2 + floor(pg_temp.roll(couple, line.id, 2) * line.revisions * 1.5)::int as converted_at
    from shaped_line line
    cross join generate_series(1, ${sites}::int) number
    cross join lateral (select number / 5 * 3 + number % 5 / 2 as couple) paired
    cross join lateral (
      select case when pg_temp.roll(couple, line.id, 3) < 0.9 then 1
        else 1 + floor(pg_temp.roll(couple, line.id, 4) * line.revisions)::int end as born
    ) birth
    cross join lateral (
      select case when pg_temp.roll(couple, line.id, 5) < 0.9 then line.revisions + 1
        else born + 1 + floor(pg_temp.roll(couple, line.id, 6) * (line.revisions - born + 1))::int end as dead
    ) death
    where born <= line.revisions`
}

/** From which revision of a line to which nothing about a site changes. */
async function generateStretches(tx: Transaction, churn: number): Promise<void> {
  await tx.$executeRaw`
    create temporary table stretch on commit drop as
    select life.*, number_at as begins,
      coalesce(lead(number_at) over (partition by line_id, site_id order by number_at), dead) as ends
    from life cross join lateral generate_series(born, dead - 1) number_at
    where number_at = born or number_at = converted_at or pg_temp.roll(couple, number_at, 100 + line_id) < ${churn}`
  await tx.$executeRaw`analyze stretch`
}

async function generateSpans(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    insert into site_span
      (site_id, line_id, from_ordinal, to_ordinal, path, line_number, column_number, function, nth, api, role, family, class,
        target, status, reason, case_number, longterm, findings, evidence, via)
    select
      site_id, line_id, begins * ${ordinalStep}::int,
      case when ends > revisions then ${openEnd}::int else ends * ${ordinalStep}::int end,
      'drivers/part' || subsystem || '/unit/file' || file || '.c', number % 40 * 25 + begins * 3 % 997 + 1, 9,
      'unit' || file || '_call' || couple, 1, api, role, family, 'page-array',
      case when role = 'acquire' and family = 'get' then 'pin_user_pages_fast' end, status, reason,
      case when status = 'exempt' then 3 end, false,
      case when number % 29 = 0 then array['dirty-unlocked'] else '{}' end,
      case when status = 'exempt' then array['The pages are read by the device alone.'] else '{}' end, '[]'
    from stretch
    cross join lateral (
      select case kind when 0 then 'acquire' when 2 then 'acquire' else 'release' end as role,
        kind <> 4 and begins >= converted_at as is_converted
    ) called
    cross join lateral (
      select case when is_converted then 'pin' else 'get' end as family,
        case when role = 'acquire' then case when is_converted then 'pin_user_pages_fast' else 'get_user_pages_fast' end
          when is_converted then 'unpin_user_pages' else 'put_page' end as api,
        case when kind = 4 then 'unrelated' when couple % 11 = 0 then 'exempt' when couple % 101 = 0 then 'mismatched'
          when couple % 17 = 0 then 'unknown' when is_converted then 'converted' else 'unconverted' end as status
    ) judged
    cross join lateral (
      select case status when 'unrelated' then 'no-acquire-found' when 'exempt' then 'case-3' when 'mismatched' then 'pinned-but-put'
        when 'unknown' then 'no-release-found' when 'converted' then 'pinned-and-unpinned'
        else case role when 'acquire' then 'legacy-acquire' else 'legacy-release' end end as reason
    ) explained
    order by line_id, begins, site_id`
}

/** An acquire has the next release of its file. */
async function generatePairs(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    insert into pair (line_id, from_ordinal, to_ordinal, acquire_id, release_id, rule, grade, evidence)
    select
      acquire.line_id, acquire.begins * ${ordinalStep}::int,
      case when acquire.ends > acquire.revisions then ${openEnd}::int else acquire.ends * ${ordinalStep}::int end,
      acquire.site_id, release.site_id, 'same-function', 'certain',
      jsonb_build_array(
        jsonb_build_object('line', acquire.begins * 3 % 997 + 1, 'text', 'pages are taken into pages'),
        jsonb_build_object('line', acquire.begins * 3 % 997 + 9, 'text', 'and dropped here')
      )
    from stretch acquire
    join life release on release.line_id = acquire.line_id and release.site_id = acquire.site_id + 1
      and release.born <= acquire.begins and release.dead >= acquire.ends
    where acquire.kind in (0, 2)
    order by acquire.line_id, acquire.begins, acquire.site_id`
}

/** A file changes with the first of its sites. */
async function generateFiles(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    insert into file_span (line_id, from_ordinal, to_ordinal, path, oid)
    select
      line_id, begins * ${ordinalStep}::int,
      case when ends > revisions then ${openEnd}::int else ends * ${ordinalStep}::int end,
      'drivers/part' || subsystem || '/unit/file' || file || '.c',
      md5(line_id || ' ' || file || ' ' || begins) || left(md5('more of ' || line_id || ' ' || file || ' ' || begins), 8)
    from (
      select distinct on (line_id, file, begins) * from stretch where number % 40 = 0 order by line_id, file, begins
    ) first
    order by line_id, begins, file`
}

/** Every site is in its own section and in THE REST, every third for a while also in a larger one. */
async function generateMembers(tx: Transaction, subsystems: number): Promise<void> {
  await tx.$executeRaw`
    insert into site_subsystem (site_id, subsystem_id, line_id, from_ordinal, to_ordinal, position, is_primary)
    select site_id, (tree_id - 1) * ${subsystems}::int + section, line_id, since * ${ordinalStep}::int,
      case when until > revisions then ${openEnd}::int else until * ${ordinalStep}::int end, position, position = 0
    from life cross join lateral (
      select subsystem as section, 0 as position, born as since, dead as until
      union all
      select 1, 2, born, dead
      union all
      select 2, 1, since, least(since + 6, dead) from generate_series(born, dead - 1, 12) since
      where number % 3 = 0 and subsystem <> 2
    ) member
    order by line_id, since, site_id`
}
