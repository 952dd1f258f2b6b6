import { getDatabase } from '#app/_data/database.ts'
import { answerWrite } from '#app/_people/actions/answer-write.ts'
import { makeToken } from '#app/_people/actions/make-token.ts'
import { answerRead } from '#app/_people/queries/answer-read.ts'
import { listTokens } from '#app/_people/queries/list-tokens.ts'
import { requireHolder } from '#app/_people/queries/require-holder.ts'
import { newTokenSchema } from '#app/_people/token.ts'

/** Tokens of whoever asks, without the tokens themselves. */
export async function GET(request: Request): Promise<Response> {
  return answerRead(async () => {
    const { actor } = await requireHolder(getDatabase(), request.headers)
    const items = await listTokens(getDatabase(), actor.userId)
    return { items, next: null, total: items.length }
  })
}

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
