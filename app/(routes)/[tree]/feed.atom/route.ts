import { answerFeed } from '#app/_events/queries/answer-feed.ts'
import { notFoundText } from '#app/_web/not-found-text.ts'
import { eventsPath } from '#app/_web/routes.ts'

interface FeedContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** What happened in the tree lately, for readers of feeds. */
export async function GET(request: Request, { params }: FeedContext): Promise<Response> {
  const { tree } = await params
  return (await answerFeed(request, { tree, pagePath: eventsPath(tree, { rev: null }) })) ?? notFoundText()
}
