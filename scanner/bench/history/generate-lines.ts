import { ordinalStep } from '#scanner/model/interval.ts'
import type { Store } from '#scanner/store/open-store.ts'
import type { HistoryShape } from './history-shape.ts'

type Transaction = Pick<Store, '$executeRaw'>

/** Trees, lines and revisions: a trunk has one a month from 2016 on, the others one a week from where they fork. */
export async function generateLines(tx: Transaction, { lines }: HistoryShape): Promise<void> {
  const trees = [...new Set(lines.map(({ tree }) => tree))]
  const shaped = lines.map((line, index) => ({
    id: index + 1,
    tree_id: trees.indexOf(line.tree) + 1,
    revisions: line.revisions,
    forked_at: line.forkedAt,
  }))
  await tx.$executeRaw`
    insert into tree (id, slug, name, source)
    select number, slug, slug, '/generated/' || slug
    from unnest(${trees}::text[]) with ordinality as listed (slug, number)`
  await tx.$executeRaw`
    create temporary table shaped_line on commit drop as
    select * from jsonb_to_recordset(${JSON.stringify(shaped)}::jsonb)
      as shaped (id int, tree_id int, revisions int, forked_at int)`
  await tx.$executeRaw`insert into line (id, tree_id) select id, tree_id from shaped_line`
  await tx.$executeRaw`
    insert into revision
      (id, tree_id, line_id, ordinal, commit, label, subject, committed_at, analysis_version, coverage, notices, identities, basis)
    select
      row_number() over (order by shaped.id, number), tree_id, shaped.id, number * ${ordinalStep}::int,
      md5(shaped.id || '/' || number) || left(md5('more of ' || shaped.id || '/' || number), 8),
      case when forked_at is null then 'v6.' || number else 'v6.' || forked_at || '.' || number end,
      'Release ' || number,
      timestamptz '2016-01-15' + case
        when forked_at is null then number * interval '1 month'
        else forked_at * interval '1 month' + number * interval '1 week'
      end,
      'generated', '{"filesSearched": 60000, "filesRead": 1400, "skipped": {}, "problems": {}}', '{}',
      md5('identities ' || shaped.id || '/' || number),
      case when number > 1 then md5('identities ' || shaped.id || '/' || number - 1) end
    from shaped_line shaped, generate_series(1, revisions) number`
  await tx.$executeRaw`
    update line set forked_from_id = trunk.id
    from shaped_line shaped
    join revision trunk on trunk.tree_id = shaped.tree_id and trunk.ordinal = shaped.forked_at * ${ordinalStep}::int
      and trunk.line_id = (select min(id) from shaped_line first where first.tree_id = shaped.tree_id)
    where line.id = shaped.id`
}
