import { getDatabase } from '#app/_data/database.ts'
import { getRevision } from '#app/_data/get-revision.ts'
import { getTree } from '#app/_data/get-tree.ts'
import { answerFeed } from '#app/_events/queries/answer-feed.ts'
import { getMaintainer } from '#app/_owners/queries/get-maintainer.ts'
import { notFoundText } from '#app/_web/not-found-text.ts'
import { parseEmail } from '#app/_web/parse-email.ts'
import { maintainerPath } from '#app/_web/routes.ts'

interface MaintainerFeedContext {
  readonly params: Promise<{ readonly tree: string; readonly email: string }>
}

/** What happened to the sites of somebody lately. */
export async function GET(request: Request, { params }: MaintainerFeedContext): Promise<Response> {
  const { tree: treeSlug, email: part } = await params
  const email = parseEmail(part)
  if (email === null || !email.includes('@') || !/^[a-z\d-]+$/.test(treeSlug)) return notFoundText()
  const database = getDatabase()
  const tree = await getTree(database, treeSlug)
  const revision = tree === null ? null : await getRevision(database, tree.id, null)
  const person = tree === null || revision === null ? null : await getMaintainer(database, tree.id, revision, email)
  if (person === null) return notFoundText()
  const scope = { tree: treeSlug, maintainer: person.email, name: person.name || person.email }
  const pagePath = maintainerPath(treeSlug, { rev: null }, person.email)
  return (await answerFeed(request, { ...scope, pagePath })) ?? notFoundText()
}
