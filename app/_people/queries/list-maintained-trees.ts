import { newestRevision } from '#app/_data/newest-revision.ts'
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
export const listMaintainedTrees = (database: Transaction, userId: string): Promise<readonly MaintainedTree[]> =>
  database.$queryRaw<MaintainedTree[]>`
    select tree.slug, tree.name as "treeName", person.email, ${progressColumns('owned', Prisma.sql`owned.sites`)}
    from tree
    cross join lateral ${newestRevision} newest
    join person_count owned on owned.revision_id = newest.id
    join person on person.id = owned.person_id
    join participant on participant.email = person.email and participant.user_id = ${userId}
    group by tree.id, person.email
    order by lower(tree.name), tree.id, person.email`
