import { createHash } from 'node:crypto'
import type { RevisionPlace } from '#app/_data/revision-place.ts'
import { getFileText } from '#app/_site/queries/get-file-text.ts'
import { decodeLines } from '#app/_web/decode-text.ts'
import type { Transaction } from '#prisma/client.ts'
import { findFunctionRange } from '#scanner/model/find-function-range.ts'

/**
 * Digest of the function around a call, whatever its white space is; of a call outside any function, of its line. `null` where the text is
 * not kept. Another one later says that the code changed since.
 */
export async function digestFunction(
  database: Transaction,
  revision: RevisionPlace,
  { path, line }: { readonly path: string; readonly line: number },
): Promise<string | null> {
  const content = await getFileText(database, revision, path)
  if (content === null) return null
  const lines = decodeLines(content).map(({ text }) => text)
  const range = findFunctionRange(lines, line) ?? { first: line, last: line }
  const text = lines
    .slice(range.first - 1, range.last)
    .join('\n')
    .replace(/\s+/g, ' ')
    .trim()
  return createHash('sha256').update(text).digest('hex')
}
