import type { Database } from '#prisma/client.ts'
import type { Role } from '#scanner/model/api.ts'
import type { EarlierRevision } from '#scanner/model/earlier.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

interface SiteAt {
  readonly key: string
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly role: Role
  readonly ordinal: number
}

/** A published revision with its sites, as matching wants them; `null` if it is not published. */
export function getEarlier(db: Database, treeId: number, commit: string): Promise<EarlierRevision | null> {
  return withDatabaseErrors('reading the revision before', async () => {
    // its digest first: whoever publishes it anew between the two reads is found out by it
    const revision = await db.revision.findUnique({
      where: { treeId_commit: { treeId, commit } },
      select: { lineId: true, ordinal: true, identities: true },
    })
    if (revision === null) return null
    const { lineId, ordinal, identities } = revision
    const sites = await db.$queryRaw<SiteAt[]>`
      select site.key, span.path, span.line_number as line, span.function, span.api, span.role, span.nth as ordinal
      from site_span span join site on site.id = span.site_id
      where span.line_id = ${lineId} and span.from_ordinal <= ${ordinal} and span.to_ordinal > ${ordinal}
      order by span.path collate "C", span.line_number, span.column_number, site.key`
    return { commit, identities, sites }
  })
}
