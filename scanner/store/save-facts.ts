import type { Database } from '#prisma/client.ts'
import type { BlobFacts } from '#scanner/model/facts.ts'
import { chunkBySize } from './chunk-by-size.ts'
import { deflateAll } from './deflate-all.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** Who read the blobs: the same blob may say other things to another reader or catalogue. */
export interface FactsVersion {
  readonly readerVersion: number
  readonly catalogueVersion: string
}

export interface FactsOfBlob {
  readonly oid: string
  readonly facts: BlobFacts
}

/** Keeps facts of blobs as deflated JSON: those that are not there yet, written once by whoever comes first. */
export async function saveFacts(db: Database, version: FactsVersion, facts: readonly FactsOfBlob[]): Promise<void> {
  const { readerVersion, catalogueVersion } = version
  const byOid = new Map(facts.map((one) => [one.oid, one.facts]))
  const missing = await withDatabaseErrors(
    'looking for facts',
    () => db.$queryRaw<{ oid: string }[]>`
      select wanted.oid from unnest(${[...byOid.keys()]}::text[]) wanted (oid)
      where not exists (
        select from blob_facts known
        where known.oid = wanted.oid and known.reader_version = ${readerVersion}
          and known.catalogue_version = ${catalogueVersion}
      )
      order by wanted.oid`,
  )
  const contents = missing.map(({ oid }) => ({ oid, content: Buffer.from(JSON.stringify(byOid.get(oid))) }))
  for (const chunk of chunkBySize(contents, ({ content }) => content.length)) {
    const oids = chunk.map(({ oid }) => oid)
    const deflated = await deflateAll(chunk.map(({ content }) => content))
    await withDatabaseErrors(
      'saving facts',
      () => db.$executeRaw`
        insert into blob_facts (oid, reader_version, catalogue_version, facts)
        select blob.oid, ${readerVersion}::int, ${catalogueVersion}::text, blob.facts
        from unnest(${oids}::text[], ${deflated}::bytea[]) blob (oid, facts)
        on conflict (oid, reader_version, catalogue_version) do nothing`,
    )
  }
}
