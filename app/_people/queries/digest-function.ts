import { createHash } from 'node:crypto'
import type { RevisionPlace } from '#app/_data/revision-place.ts'
import { getFileText, listFileTexts } from '#app/_site/queries/get-file-text.ts'
import { decodeLines } from '#app/_web/decode-text.ts'
import type { Transaction } from '#prisma/client.ts'
import { findFunctionRange } from '#scanner/model/find-function-range.ts'
import { groupBy } from '#scanner/model/group-by.ts'

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
  return content === null ? null : digestAround(linesOf(content), line)
}

/** The same of many calls, in their order: each file is read once, and none is kept. */
export async function digestFunctions(
  database: Transaction,
  revision: RevisionPlace,
  places: readonly { readonly path: string; readonly line: number }[],
): Promise<readonly (string | null)[]> {
  const digests = new Map<string, string>()
  const byPath = groupBy(places, ({ path }) => path)
  for await (const [path, content] of listFileTexts(database, revision, [...byPath.keys()])) {
    const lines = linesOf(content)
    for (const { line } of byPath.get(path) ?? []) digests.set(`${path}:${line}`, digestAround(lines, line))
  }
  return places.map(({ path, line }) => digests.get(`${path}:${line}`) ?? null)
}

const linesOf = (content: Buffer): readonly string[] => decodeLines(content).map(({ text }) => text)

function digestAround(lines: readonly string[], line: number): string {
  const range = findFunctionRange(lines, line) ?? { first: line, last: line }
  const text = lines
    .slice(range.first - 1, range.last)
    .join('\n')
    .replace(/\s+/g, ' ')
    .trim()
  return createHash('sha256').update(text).digest('hex')
}
