import type { Database } from '#prisma/client.ts'
import { withDatabaseErrors } from './with-database-errors.ts'

/** A tree that is to be looked at for what is new. */
export interface DueTree {
  readonly id: number
  readonly slug: string
  readonly source: string
  readonly revisions: readonly string[]
  readonly tags: readonly string[]
  readonly refsDigest: string | null
}

/**
 * Trees whose time has come, each for one worker: the next look is written down as they are taken, up to a tenth sooner or later, so that a
 * hundred trees of one interval do not come at once. Each look that failed doubles the time, up to a day.
 */
export function claimDueTrees(db: Database, limit: number): Promise<readonly DueTree[]> {
  return withDatabaseErrors(
    'looking for trees to follow',
    () => db.$queryRaw<DueTree[]>`
      update tree
      set follow_at = now() + least(
        interval '1 day',
        make_interval(secs => follow_minutes * 60 * power(2, least(follow_failures, 12)) * (0.9 + random() * 0.2))
      )
      where id in (
        select id from tree
        where follow_minutes is not null and (follow_at is null or follow_at <= now())
        order by follow_at nulls first limit ${limit} for update skip locked
      )
      returning id, slug, source, follow_revisions as revisions, follow_tags as tags, refs_digest as "refsDigest"`,
  )
}

/** What a look came to: the refs as they are now, or why they could not be seen. */
export function saveLook(
  db: Database,
  id: number,
  look: { readonly digest: string } | { readonly error: string },
): Promise<void> {
  return withDatabaseErrors('writing down what was looked at', async () => {
    if ('digest' in look)
      await db.$executeRaw`
        update tree set refs_digest = ${look.digest}, follow_failures = 0, follow_error = null where id = ${id}`
    else
      await db.$executeRaw`
        update tree set follow_failures = follow_failures + 1, follow_error = ${look.error} where id = ${id}`
  })
}
