import { getDatabase } from '#app/_data/database.ts'
import { getTree } from '#app/_data/get-tree.ts'
import { checkBadge } from '#app/_gate/check-badge.ts'
import { getBranchCheck } from '#app/_gate/queries/get-branch-check.ts'
import { readBranch } from '#app/_gate/read-branch.ts'
import { answerBadge } from '#app/_owners/progress-badge.ts'
import { notFoundText } from '#app/_web/not-found-text.ts'

interface BadgeContext {
  readonly params: Promise<{ readonly tree: string }>
}

/** What the newest check of a branch came to, as a picture: `branch=NAME`. */
export async function GET(request: Request, { params }: BadgeContext): Promise<Response> {
  const { tree: slug } = await params
  const branch = readBranch(new URL(request.url).searchParams).value
  const tree = /^[a-z\d-]+$/.test(slug) ? await getTree(getDatabase(), slug) : null
  if (tree === null || branch === null) return notFoundText()
  return answerBadge(request, checkBadge(branch, await getBranchCheck(getDatabase(), tree.id, branch)))
}
