import { Prisma } from '#prisma/prisma-of-process.ts'

/** Behind `join lateral`: the newest revision of `tree`, with the columns of `revision`; as `getRevision` chooses. */
export const newestRevision = Prisma.sql`(
    select revision.* from revision join line on line.id = revision.line_id
    where revision.tree_id = tree.id
    order by line.is_trunk desc,
      (select max(other.committed_at) from revision other where other.line_id = revision.line_id) desc,
      revision.line_id desc, revision.ordinal desc
    limit 1
  )`
