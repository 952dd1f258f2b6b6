import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { revokeToken } from '#app/_people/actions/make-token.ts'
import { notFound } from '#app/_people/refusal.ts'

interface TokenRouteContext {
  readonly params: Promise<{ readonly id: string }>
}

/** Revokes it. */
export async function DELETE(request: Request, { params }: TokenRouteContext): Promise<Response> {
  const { id } = await params
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: null,
    async act(tx, origin) {
      if (!/^\d{1,9}$/.test(id)) throw notFound('You have no such token.')
      await revokeToken(tx, origin, Number(id))
      return { status: 204, body: null }
    },
  })
}
