import type { RevisionPlace } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'

/** Labels of the revisions of a line behind the one with a commit, up to a place. Empty where the commit is not of the line. */
export async function listLabelsSince(
  database: Transaction,
  { lineId, ordinal }: RevisionPlace,
  commit: string,
): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ label: string }[]>`
    select later.label from revision seen
    join revision later on later.line_id = seen.line_id and later.ordinal > seen.ordinal and later.ordinal <= ${ordinal}::int
    where seen.line_id = ${lineId}::int and seen.commit = ${commit}
    order by later.ordinal desc
    limit 50`
  return rows.map(({ label }) => label)
}
