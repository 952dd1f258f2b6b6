import type { Transaction } from './client.ts'

export interface TreeChange {
  readonly name?: string
  readonly slug?: string
  /** Minutes; `null`: nobody looks for what is new. */
  readonly followMinutes?: number | null
  readonly followRevisions?: readonly string[]
  readonly followTags?: readonly string[]
  /** After so many days revisions that are no release are thinned; `null`: all are kept. */
  readonly keepDays?: number | null
  /** `owner/name` in lower case; `null`: none. */
  readonly githubRepository?: string | null
  readonly githubReview?: boolean
  /** As `parseSourceUrl` takes it, or `none`; `null`: where the sources are known to be. */
  readonly sourceUrl?: string | null
}

/** What of a tree may be changed. Whatever is said of following takes effect at once; addresses with a slug of before lead to the tree. */
export async function changeTree(db: Transaction, id: number, change: TreeChange): Promise<void> {
  const { followRevisions, followTags, ...plain } = change
  const isAboutFollowing = 'followMinutes' in change || followRevisions !== undefined || followTags !== undefined
  const { slug } = await db.tree.findUniqueOrThrow({ where: { id }, select: { slug: true } })
  const isMoving = plain.slug !== undefined && plain.slug !== slug
  await db.tree.update({
    where: { id },
    data: {
      ...plain,
      ...(isMoving ? { formerSlugs: { create: { slug } } } : {}),
      ...(followRevisions === undefined ? {} : { followRevisions: [...followRevisions] }),
      ...(followTags === undefined ? {} : { followTags: [...followTags] }),
      ...(isAboutFollowing ? { followAt: new Date(), followFailures: 0, followError: null, refsDigest: null } : {}),
    },
    select: { id: true },
  })
}
