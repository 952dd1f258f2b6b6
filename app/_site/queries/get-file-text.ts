import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { holdsAt, type RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'

const inflateBytes = promisify(inflate)

/** How many are asked for at once: together some megabytes. */
const filesMax = 100

/** The same of many files, by path; those are left out whose text is not kept. */
export async function* listFileTexts(
  database: Transaction,
  revision: RevisionPlace,
  paths: readonly string[],
): AsyncGenerator<readonly [path: string, text: Buffer]> {
  for (let from = 0; from < paths.length; from += filesMax) {
    const rows = await database.$queryRaw<{ readonly path: string; readonly text: Uint8Array }[]>`
      select file_span.path, blob_text.text
      from file_span
      join blob_text on blob_text.oid = file_span.oid
      where file_span.path = any(${paths.slice(from, from + filesMax)}::text[]) and ${holdsAt('file_span', revision)}`
    for (const { path, text } of rows) yield [path, await inflateBytes(text)]
  }
}

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
