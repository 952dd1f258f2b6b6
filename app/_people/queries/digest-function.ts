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
  const lines = await readLines(database, revision, path)
  return lines === null ? null : digestAround(lines, line)
}

/** The same of many calls, in their order: each file is read once. */
export async function digestFunctions(
  database: Transaction,
  revision: RevisionPlace,
  places: readonly { readonly path: string; readonly line: number }[],
): Promise<readonly (string | null)[]> {
  const files = new Map<string, readonly string[] | null>()
  for (const path of new Set(places.map((place) => place.path)))
    files.set(path, await readLines(database, revision, path))
  return places.map(({ path, line }) => {
    const lines = files.get(path) ?? null
    return lines === null ? null : digestAround(lines, line)
  })
}

async function readLines(
  database: Transaction,
  revision: RevisionPlace,
  path: string,
): Promise<readonly string[] | null> {
  const content = await getFileText(database, revision, path)
  return content === null ? null : decodeLines(content).map(({ text }) => text)
}

function digestAround(lines: readonly string[], line: number): string {
  const range = findFunctionRange(lines, line) ?? { first: line, last: line }
  const text = lines
    .slice(range.first - 1, range.last)
    .join('\n')
    .replace(/\s+/g, ' ')
    .trim()
  return createHash('sha256').update(text).digest('hex')
}
