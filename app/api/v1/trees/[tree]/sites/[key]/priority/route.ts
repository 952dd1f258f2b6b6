import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { prioritizeSites } from '#app/_people/actions/prioritize-sites.ts'
import { newPrioritySchema } from '#app/_people/priority.ts'
import { findPriority } from '#app/_people/queries/find-priority.ts'
import { answerFresh } from '#app/_web/api/answer-fresh.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { getPriorityOperation } from './operation.ts'

interface PriorityRouteContext {
  readonly params: Promise<{ readonly tree: string; readonly key: string }>
}

export const GET = handleOperation(getPriorityOperation, async ({ params }) =>
  answerFresh(await findPriority(getDatabase(), params.tree, params.key)),
)

/** Says it: `{ priority }`. */
export async function PUT(request: Request, { params }: PriorityRouteContext): Promise<Response> {
  const { tree, key } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: newPrioritySchema,
    async act(tx, origin, { priority }) {
      await prioritizeSites(tx, origin, tree, { sites: [key], priority })
      return { status: 200, body: { ...(await findPriority(tx, tree, key)) } }
    },
  })
}
