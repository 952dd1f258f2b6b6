import { getDatabase } from '#app/_data/database.ts'
import { getRevision } from '#app/_data/get-revision.ts'
import { getTree } from '#app/_data/get-tree.ts'
import { filterOf } from '#app/_data/site-filter.ts'
import { atomFeed } from '#app/_events/atom-feed.ts'
import { emptyEventsQuery } from '#app/_events/events-query.ts'
import { answerText } from '#app/_web/api/answer-text.ts'
import { baseUrl } from '#app/_web/base-url.ts'
import { listEvents } from './list-events.ts'
import { listSteps } from './list-steps.ts'

const entriesMax = 100

/** Whose events a feed tells of. */
export interface FeedScope {
  /** Slug of the tree, as the address has it. */
  readonly tree: string
  readonly subsystem?: string
  readonly maintainer?: string
  /** In the title, behind the tree's name. */
  readonly name?: string
  readonly pagePath: string
}

/** The latest events of counted sites of a tree, a section or a person; moves are left out. `null`: there is no such tree. */
export async function answerFeed(request: Request, scope: FeedScope): Promise<Response | null> {
  const database = getDatabase()
  const tree = /^[a-z\d-]+$/.test(scope.tree) ? await getTree(database, scope.tree) : null
  const revision = tree === null ? null : await getRevision(database, tree.id, null)
  if (tree === null) return null
  const filter = filterOf({
    status: ['-implementation', '-wrapper', '-no-reference', '-unrelated'],
    ...(scope.subsystem === undefined ? {} : { subsystem: scope.subsystem }),
    ...(scope.maintainer === undefined ? {} : { maintainer: scope.maintainer }),
  })
  const steps = revision === null ? [] : await listSteps(database, tree.id, revision.id)
  const { events } = await listEvents(database, tree.id, steps, {
    query: { ...emptyEventsQuery, filter },
    limit: entriesMax,
  })
  const text = atomFeed(events, steps, {
    title: `Pinwatch: ${tree.name}${scope.name === undefined ? '' : `, ${scope.name}`}`,
    slug: tree.slug,
    base: baseUrl(request.headers),
    selfPath: new URL(request.url).pathname,
    pagePath: scope.pagePath,
    updated: revision?.publishedAt ?? new Date(0),
  })
  return answerText(request, [text], { type: 'application/atom+xml' })
}
