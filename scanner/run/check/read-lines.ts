import type { Problem } from '#scanner/gate/problem.ts'
import type { Repository } from '#scanner/git/open-repository.ts'

/** The lines that problems are said of, as they stand in their files; each file is read once. */
export async function readLines(
  { objects }: Repository,
  problems: readonly Problem[],
): Promise<(at: Problem['at']) => string | null> {
  const oids = [...new Set(problems.map(({ at }) => at.site.file.oid))]
  const texts = new Map(
    await Promise.all(
      oids.map(async (oid) => {
        const blob = await objects.read(oid)
        return [oid, blob === null ? [] : blob.content.toString('utf8').split('\n')] as const
      }),
    ),
  )
  return ({ site }) => texts.get(site.file.oid)?.[site.call.line - 1]?.replace(/\r$/, '') ?? null
}
