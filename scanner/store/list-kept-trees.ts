import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** A tree, as whoever looks after the server sees it. */
export interface KeptTree {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly source: string
  readonly revisions: number
  readonly newest: string | null
  readonly publishedAt: Date | null
  readonly followMinutes: number | null
  readonly followRevisions: readonly string[]
  readonly followTags: readonly string[]
  readonly followError: string | null
  /** After so many days revisions that are no release are thinned; `null`: all are kept. */
  readonly keepDays: number | null
  readonly lastScan: string | null
  readonly githubRepository: string | null
  readonly githubReview: boolean
  readonly sourceUrl: string | null
}

/** Every tree by slug, or the one of that slug. */
export function listKeptTrees(db: Database, slug: string | null = null): Promise<readonly KeptTree[]> {
  return withDatabaseErrors(
    'listing trees',
    () => db.$queryRaw<KeptTree[]>`
      select
        tree.id, tree.slug, tree.name, tree.source, tree.follow_minutes as "followMinutes",
        tree.follow_revisions as "followRevisions", tree.follow_tags as "followTags", tree.follow_error as "followError",
        tree.keep_days as "keepDays",
        tree.github_repository as "githubRepository", tree.github_review as "githubReview",
        tree.source_url as "sourceUrl",
        (select count(*)::int from revision where revision.tree_id = tree.id) as revisions,
        newest.label as newest, newest.published_at as "publishedAt",
        (select state from scan where scan.tree_id = tree.id order by id desc limit 1) as "lastScan"
      from tree
      left join lateral (
        select label, published_at from revision join line on line.id = revision.line_id
        where revision.tree_id = tree.id order by is_trunk desc, ordinal desc, committed_at desc limit 1
      ) newest on true
      where ${slug}::text is null or tree.slug = ${slug}
      order by tree.slug`,
  )
}
