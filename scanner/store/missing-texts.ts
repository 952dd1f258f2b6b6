import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Which of these blobs the store has no text of, each once. */
export function missingTexts(db: Database, oids: readonly string[]): Promise<readonly string[]> {
  return withDatabaseErrors('looking for texts', async () => {
    const rows = await db.$queryRaw<{ oid: string }[]>`
      select distinct wanted.oid from unnest(${oids}::text[]) wanted (oid)
      where not exists (select from blob_text where blob_text.oid = wanted.oid)`
    return rows.map(({ oid }) => oid)
  })
}
