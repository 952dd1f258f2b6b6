import type { RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import type { SiteRow } from '#scanner/model/site.ts'
import { type SiteItem, siteItem } from '#scanner/model/site-item.ts'
import { listSiteWords } from './list-site-words.ts'

interface Place {
  readonly treeId: number
  readonly revision: RevisionPlace
}

/** A row of a list, with when its site appeared. */
interface PlacedRow {
  readonly siteId: number
  readonly row: SiteRow
  readonly appeared: string | null
}

/** Rows with what people say of them: who works on them, and what is decided. */
export async function listSiteItems(
  database: Transaction,
  { treeId, revision }: Place,
  rows: readonly PlacedRow[],
): Promise<readonly SiteItem[]> {
  const siteIds = rows.map(({ siteId }) => siteId)
  const { claims, triage, priorities } = await listSiteWords(database, treeId, revision, siteIds)
  return rows.map(({ row, appeared }) => {
    const priority = priorities.get(row.id)
    return siteItem(row, {
      triage: triage.get(row.id) ?? null,
      claims: claims.get(row.id) ?? [],
      appeared,
      ...(priority === undefined ? {} : { priority }),
    })
  })
}
