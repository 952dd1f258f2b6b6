import { getDatabase } from '#app/_data/database.ts'
import { openRevisionOrNull } from '#app/_data/open-revision.ts'
import { answerBadge, progressBadge } from '#app/_owners/progress-badge.ts'
import { getProgress } from '#app/_owners/queries/get-progress.ts'
import { notFoundText } from '#app/_web/not-found-text.ts'

interface BadgeContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** How far the tree is, as a picture; of another revision with `rev`. */
export async function GET(request: Request, { params }: BadgeContext): Promise<Response> {
  const opened = await openRevisionOrNull(getDatabase(), (await params).tree, new URL(request.url).searchParams)
  if (opened === null) return notFoundText()
  return answerBadge(request, progressBadge('gup → pin', await getProgress(getDatabase(), opened.revision.id)))
}
