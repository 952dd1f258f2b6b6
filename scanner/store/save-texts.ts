import type { Database } from '#prisma/client.ts'
import { chunkBySize } from './chunk-by-size.ts'
import { deflateAll } from './deflate-all.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

export interface BlobContent {
  readonly oid: string
  readonly content: Buffer
}

/**
 * Keeps texts of blobs, deflated. A blob never changes, so it is written once by whoever comes first; rows are in the order of ids, so that
 * two who write the same ones wait for each other and not in a circle. Not part of a publish: texts without a revision do no harm, and what
 * a killed scan has saved need not be read again.
 */
export async function saveTexts(db: Database, texts: readonly BlobContent[]): Promise<void> {
  const sorted = [...texts].sort((a, b) => (a.oid < b.oid ? -1 : 1))
  for (const chunk of chunkBySize(sorted, ({ content }) => content.length)) {
    const oids = chunk.map(({ oid }) => oid)
    const sizes = chunk.map(({ content }) => content.length)
    const deflated = await deflateAll(chunk.map(({ content }) => content))
    await withDatabaseErrors(
      'saving texts',
      () => db.$executeRaw`
        insert into blob_text (oid, size_bytes, text)
        select * from unnest(${oids}::text[], ${sizes}::int[], ${deflated}::bytea[])
        on conflict (oid) do nothing`,
    )
  }
}
