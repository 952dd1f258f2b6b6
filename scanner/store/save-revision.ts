import type { Transaction } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import type { Place } from './splice-intervals.ts'
import { storable, storableJson } from './storable.ts'

/** The revision's own row, new or replaced in place; its id. From here on readers see it, when the transaction ends. */
export async function saveRevision(
  tx: Transaction,
  treeId: number,
  { lineId, ordinal }: Place,
  publication: Publication,
): Promise<number> {
  const { commit, label, subject, committedAt, analysisVersion, coverage, notices } = publication
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into revision
      (tree_id, line_id, ordinal, commit, label, subject, committed_at, analysis_version, coverage, notices)
    values (${treeId}, ${lineId}, ${ordinal}, ${commit}, ${storable(label)}, ${storable(subject)}, ${committedAt},
      ${analysisVersion}, ${storableJson(coverage)}::jsonb, ${notices.map(storable)}::text[])
    on conflict (tree_id, commit) do update
    set label = excluded.label, subject = excluded.subject, committed_at = excluded.committed_at,
      analysis_version = excluded.analysis_version, coverage = excluded.coverage, notices = excluded.notices,
      published_at = now()
    returning id`
  if (row === undefined) throw new Error(`revision ${commit} was not written`)
  return row.id
}
