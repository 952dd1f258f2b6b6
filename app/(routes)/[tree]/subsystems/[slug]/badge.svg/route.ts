import { getDatabase } from '#app/_data/database.ts'
import { findSubsystem } from '#app/_data/find-subsystem.ts'
import { openRevisionOrNull } from '#app/_data/open-revision.ts'
import { answerBadge, progressBadge } from '#app/_owners/progress-badge.ts'
import { getProgress } from '#app/_owners/queries/get-progress.ts'
import { notFoundText } from '#app/_web/not-found-text.ts'

interface SubsystemBadgeContext {
  readonly params: Promise<{ readonly tree: string; readonly slug: string }>
}

/** How far the section is, as a picture; of another revision with `rev`. */
export async function GET(request: Request, { params }: SubsystemBadgeContext): Promise<Response> {
  const { tree, slug } = await params
  const database = getDatabase()
  const opened = await openRevisionOrNull(database, tree, new URL(request.url).searchParams)
  if (opened === null || !/^[a-z\d-]+$/.test(slug)) return notFoundText()
  const section = await findSubsystem(database, opened.tree.id, slug)
  if (section === null) return notFoundText()
  return answerBadge(
    request,
    progressBadge(section.title, await getProgress(database, opened.revision.id, section.slug)),
  )
}
