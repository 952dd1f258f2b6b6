import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { triageSite, withdrawTriage } from '#app/_people/actions/triage-site.ts'
import { getTriage } from '#app/_people/queries/get-triage.ts'
import { newTriageSchema } from '#app/_people/triage.ts'
import { answerFresh } from '#app/_web/api/answer-fresh.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { getTriageOperation } from './operation.ts'

interface TriageRouteContext {
  readonly params: Promise<{ readonly tree: string; readonly key: string }>
}

export const GET = handleOperation(getTriageOperation, async ({ params }) =>
  answerFresh(await getTriage(getDatabase(), params.tree, params.key)),
)

/** Says it: `{ verdict, case?, reason?, text?, link?, other? }`. */
export async function PUT(request: Request, { params }: TriageRouteContext): Promise<Response> {
  const { tree, key } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: newTriageSchema,
    async act(tx, origin, body) {
      return { status: 200, body: { ...(await triageSite(tx, origin, tree, key, body)) } }
    },
  })
}

/** Takes it back. */
export async function DELETE(request: Request, { params }: TriageRouteContext): Promise<Response> {
  const { tree, key } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: null,
    async act(tx, origin) {
      await withdrawTriage(tx, origin, tree, key)
      return { status: 204, body: null }
    },
  })
}
