import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { changeClaim, withdrawClaim } from '#app/_people/actions/change-claim.ts'
import { claimChangeSchema } from '#app/_people/claim.ts'
import { openClaim, openOwnClaim } from '#app/_people/queries/open-claim.ts'
import { answerFresh } from '#app/_web/api/answer-fresh.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { getClaimOperation } from './operation.ts'

interface ClaimRouteContext {
  readonly params: Promise<{ readonly id: string }>
}

export const GET = handleOperation(getClaimOperation, async ({ params }) =>
  answerFresh((await openClaim(getDatabase(), params.id)).claim),
)

/** Says how far it is: `{ state: "claimed" | "posted", link?, note?, due? }`. */
export async function PATCH(request: Request, { params }: ClaimRouteContext): Promise<Response> {
  const { id } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: claimChangeSchema,
    async act(tx, origin, body) {
      await changeClaim(tx, origin, await openOwnClaim(tx, origin.actor, id), body)
      return { status: 200, body: (await openClaim(tx, id)).claim }
    },
  })
}

/** Gives it back; it is kept as `withdrawn`. */
export async function DELETE(request: Request, { params }: ClaimRouteContext): Promise<Response> {
  const { id } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: null,
    async act(tx, origin) {
      await withdrawClaim(tx, origin, await openOwnClaim(tx, origin.actor, id))
      return { status: 204, body: null }
    },
  })
}
