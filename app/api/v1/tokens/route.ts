import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { makeToken } from '#app/_people/actions/make-token.ts'
import { may } from '#app/_people/permissions.ts'
import { listTokens } from '#app/_people/queries/list-tokens.ts'
import { requireHolder } from '#app/_people/queries/require-holder.ts'
import { forbidden } from '#app/_people/refusal.ts'
import { newTokenSchema } from '#app/_people/token.ts'
import { answerFresh } from '#app/_web/api/answer-fresh.ts'
import { handleOperation } from '#app/_web/api/handle-operation.ts'
import { listTokensOperation } from './operation.ts'

export const GET = handleOperation(listTokensOperation, async ({ request, query }) => {
  const wantsAll = query.of === 'all'
  const { actor } = await requireHolder(getDatabase(), request.headers, wantsAll ? 'admin' : 'read')
  if (wantsAll && !may(actor.role, 'manage tokens')) throw forbidden('Only an admin may see the tokens of others.')
  const items = await listTokens(getDatabase(), wantsAll ? 'all' : actor.userId)
  return answerFresh({ items, next: null, total: items.length })
})

/** Makes one: `{ name, scopes?, days? }`. Its text is in this answer alone. */
export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, {
    database: getDatabase('writing'),
    schema: newTokenSchema,
    async act(tx, origin, body) {
      const made = await makeToken(tx, origin, body)
      const { token: _token, ...kept } = made
      return { status: 201, body: { ...made }, kept: { ...kept, token: null } }
    },
  })
}
