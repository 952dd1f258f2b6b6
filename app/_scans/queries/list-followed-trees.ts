import type { Transaction } from '#prisma/client.ts'

/** A tree as whoever looks after it sees it. */
export interface FollowedTree {
  readonly slug: string
  readonly name: string
  readonly source: string
  readonly revisions: number
  readonly sites: number
  readonly followMinutes: number | null
  readonly followRevisions: readonly string[]
  readonly followTags: readonly string[]
  readonly followAt: Date | null
  readonly followError: string | null
  readonly sourceUrl: string | null
  /** What people said, which goes with the tree. */
  readonly claims: number
  readonly triages: number
  readonly notes: number
}

/** Every tree by slug, with what would go if it was removed. */
export function listFollowedTrees(database: Transaction): Promise<readonly FollowedTree[]> {
  return database.$queryRaw<FollowedTree[]>`
    select
      tree.slug, tree.name, tree.source, tree.follow_minutes as "followMinutes",
      tree.follow_revisions as "followRevisions", tree.follow_tags as "followTags", tree.follow_at as "followAt",
      tree.follow_error as "followError", tree.source_url as "sourceUrl",
      (select count(*)::int from revision where revision.tree_id = tree.id) as revisions,
      (select count(*)::int from site where site.tree_id = tree.id) as sites,
      (select count(*)::int from claim where claim.tree_id = tree.id) as claims,
      (select count(*)::int from triage where triage.tree_id = tree.id) as triages,
      (select count(*)::int from note join site on site.id = note.site_id where site.tree_id = tree.id) as notes
    from tree order by tree.slug`
}
