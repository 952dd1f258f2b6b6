import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'

const inflateBytes = promisify(inflate)

/** Bytes of a file with a site, as the revision has it; `null` if its text is not kept. */
export async function getFileText(
  database: Transaction,
  revision: RevisionPlace,
  path: string,
): Promise<Buffer | null> {
  const rows = await database.$queryRaw<{ readonly text: Uint8Array }[]>`
    select blob_text.text
    from file_span
    join blob_text on blob_text.oid = file_span.oid
    where file_span.path = ${path} and ${holdsAt('file_span', revision)}`
  const row = rows[0]
  return row === undefined ? null : inflateBytes(row.text)
}
