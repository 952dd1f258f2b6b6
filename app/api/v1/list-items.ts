import type { getDatabase } from '#app/_data/database.ts'
import type { RevisionPlace } from '#app/_data/revision-place.ts'
import { listSiteWords } from '#app/_people/queries/list-site-words.ts'
import type { PlacedRow } from '#app/_sites/queries/list-site-rows.ts'
import { type SiteItem, siteItem } from '#scanner/model/site-item.ts'

/** Rows with what people say of them. */
export async function listItems(
  database: ReturnType<typeof getDatabase>,
  { treeId, revision }: { readonly treeId: number; readonly revision: RevisionPlace },
  rows: readonly PlacedRow[],
): Promise<readonly SiteItem[]> {
  const siteIds = rows.map(({ siteId }) => siteId)
  const { claims, triage } = await listSiteWords(database, treeId, revision, siteIds)
  return rows.map(({ row, appeared }) =>
    siteItem(row, { triage: triage.get(row.id) ?? null, claims: claims.get(row.id) ?? [], appeared }),
  )
}
