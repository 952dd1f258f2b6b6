import type { Store } from '#scanner/store/open-store.ts'

type Transaction = Pick<Store, '$executeRaw'>

/** What happened to the sites, by their spans, with a commit for nine of ten; every twentieth shift of a line is told as a move. */
export async function generateEvents(tx: Transaction): Promise<void> {
  await tx.$executeRaw`
    create temporary table happened on commit drop as
    with compared as (
      select site_id, line_id, couple, kind, number, born, dead, revisions, begins, ends,
        begins = converted_at and begins > born and kind <> 4 and couple % 11 <> 0 as is_converted
      from stretch
    )
    select site_id, line_id, number, begins as at,
      case when begins = born then 'appeared' when is_converted then 'converted' else 'moved' end as kind
    from compared
    where begins > 1 and kind <> 4 and (begins = born or is_converted or pg_temp.roll(number, begins, 200 + line_id) < 0.05)
    union all
    select site_id, line_id, number, dead, 'gone' from compared where ends = dead and dead <= revisions and kind <> 4`
  await tx.$executeRaw`
    insert into event
      (site_id, revision_id, kind, attribution, commit, subject, author_name, author_email, authored_at, trailers)
    select
      site_id, revision.id, kind, case when is_found then 'commit' else 'between' end,
      case when is_found then md5('commit ' || revision.id || ' ' || author) || left(md5('more ' || author), 8) end,
      case when is_found then 'unit: do something about ' || kind end,
      case when is_found then 'Person ' || author end, case when is_found then 'person' || author || '@example.org' end,
      case when is_found then revision.committed_at - number % 30 * interval '1 day' end,
      case when is_found then '[{"name": "Link", "value": "https://lore.example.org/r/1"}]'::jsonb else '[]' end
    from happened
    join revision on revision.line_id = happened.line_id and revision.ordinal = at * 1024
    cross join lateral (select number % 10 <> 0 as is_found, 1 + number % 400 as author) attributed
    order by revision.id, site_id`
}
