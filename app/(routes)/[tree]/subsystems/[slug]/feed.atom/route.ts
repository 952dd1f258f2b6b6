import { getDatabase } from '#app/_data/database.ts'
import { findSubsystem } from '#app/_data/find-subsystem.ts'
import { getTree } from '#app/_data/get-tree.ts'
import { answerFeed } from '#app/_events/queries/answer-feed.ts'
import { notFoundText } from '#app/_web/not-found-text.ts'
import { subsystemPath } from '#app/_web/routes.ts'

interface SubsystemFeedContext {
  readonly params: Promise<{ readonly tree: string; readonly slug: string }>
}

/** What happened to the sites of a section lately. */
export async function GET(request: Request, { params }: SubsystemFeedContext): Promise<Response> {
  const { tree: treeSlug, slug } = await params
  if (!/^[a-z\d-]+$/.test(treeSlug) || !/^[a-z\d-]+$/.test(slug)) return notFoundText()
  const database = getDatabase()
  const tree = await getTree(database, treeSlug)
  const section = tree === null ? null : await findSubsystem(database, tree.id, slug)
  if (section === null) return notFoundText()
  const scope = { tree: treeSlug, subsystem: section.slug, name: section.title }
  const pagePath = subsystemPath(treeSlug, { rev: null }, section.slug)
  return (await answerFeed(request, { ...scope, pagePath })) ?? notFoundText()
}
