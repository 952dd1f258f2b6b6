import { getRevision } from '#app/_data/get-revision.ts'
import type { Progress } from '#app/_data/progress.ts'
import { progressColumns } from '#app/_data/progress-columns.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'

/** What of a tree's newest revision belongs to somebody by one of their proven addresses. */
export interface MaintainedTree extends Progress {
  readonly slug: string
  readonly treeName: string
  /** As MAINTAINERS names them. */
  readonly email: string
}

/** Trees whose newest revision names a proven address of an account for sections with sites, by name. */
export async function listMaintainedTrees(database: Transaction, userId: string): Promise<readonly MaintainedTree[]> {
  const trees = await database.tree.findMany({ orderBy: { name: 'asc' }, select: { id: true, slug: true, name: true } })
  const found: MaintainedTree[] = []
  for (const { id, slug, name } of trees) {
    const revision = await getRevision(database, id, null)
    if (revision === null) continue
    const rows = await database.$queryRaw<Omit<MaintainedTree, 'slug' | 'treeName'>[]>`
      select person.email, ${progressColumns('owned', Prisma.sql`owned.sites`)}
      from participant
      join person on person.email = participant.email
      join person_count owned on owned.person_id = person.id and owned.revision_id = ${revision.id}
      where participant.user_id = ${userId}
      group by person.email order by person.email`
    found.push(...rows.map((row) => ({ slug, treeName: name, ...row })))
  }
  return found
}
