import type { Transaction } from '#prisma/client.ts'
import type { Publication } from '#scanner/model/publication.ts'
import type { Place } from './splice-intervals.ts'
import { storable, storableJson } from './storable.ts'

export interface RevisionPlace {
  readonly treeId: number
  readonly place: Place
  /** Digest of which call is which site here. */
  readonly identities: string
  /** That of the revision its sites were matched with; `null`: there is none before it. */
  readonly basis: string | null
}

/** The revision's own row, new or replaced in place; its id. From here on readers see it, when the transaction ends. */
export async function saveRevision(
  tx: Transaction,
  { treeId, place: { lineId, ordinal }, identities, basis }: RevisionPlace,
  publication: Publication,
): Promise<number> {
  const { commit, label, subject, committedAt, analysisVersion, coverage, notices } = publication
  const [row] = await tx.$queryRaw<{ id: number }[]>`
    insert into revision
      (tree_id, line_id, ordinal, commit, label, subject, committed_at, analysis_version, coverage, notices, identities, basis)
    values (${treeId}, ${lineId}, ${ordinal}, ${commit}, ${storable(label)}, ${storable(subject)}, ${committedAt},
      ${analysisVersion}, ${storableJson(coverage)}::jsonb, ${notices.map(storable)}::text[], ${identities}, ${basis})
    on conflict (tree_id, commit) do update
    set label = excluded.label, subject = excluded.subject, committed_at = excluded.committed_at,
      analysis_version = excluded.analysis_version, coverage = excluded.coverage, notices = excluded.notices,
      identities = excluded.identities, basis = excluded.basis, published_at = now()
    returning id`
  if (row === undefined) throw new Error(`revision ${commit} was not written`)
  return row.id
}
