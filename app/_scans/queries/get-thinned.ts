import type { Transaction } from '#prisma/client.ts'

/** A revision that was published once, and the one that has what happened in it. */
export interface ThinnedRevision {
  /** What to ask for: a commit that is published. */
  readonly kept: string
  readonly keptLabel: string
}

/** What became of a revision that is thinned out, by its label or the first digits of its commit; `null`: there was none. */
export async function getThinned(database: Transaction, treeId: number, rev: string): Promise<ThinnedRevision | null> {
  const prefix = /^[\da-f]{7,64}$/i.test(rev) ? rev.toLowerCase() : null
  const rows = await database.$queryRaw<ThinnedRevision[]>`
    select revision.commit as kept, revision.label as "keptLabel"
    from thinned_revision thinned
    join revision on revision.tree_id = thinned.tree_id and revision.commit = thinned.kept_commit
    where thinned.tree_id = ${treeId} and (thinned.label = ${rev} or starts_with(thinned.commit, ${prefix}))
    order by thinned.thinned_at desc limit 1`
  return rows[0] ?? null
}
