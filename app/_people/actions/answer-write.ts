import type { z } from 'zod'
import type { Origin, TokenScope } from '#app/_people/actor.ts'
import { clientAddress } from '#app/_people/client-address.ts'
import { requireHolder } from '#app/_people/queries/require-holder.ts'
import { Refusal } from '#app/_people/refusal.ts'
import { isReadOnly } from '#app/_people/sign-in-settings.ts'
import { isSameOrigin } from '#app/_web/is-same-origin.ts'
import { problemResponse } from '#app/_web/problem.ts'
import { readBody } from '#app/_web/read-body.ts'
import type { Database, Transaction } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { answerOnce } from './answer-once.ts'

interface Done {
  readonly status: number
  /** `null`: nothing to say, as with 204. */
  readonly body: Prisma.InputJsonValue | null
  /** What is kept for whoever sends the same again, where that is not the body. */
  readonly kept?: Prisma.InputJsonValue
}

export interface WriteOptions<Body> {
  readonly database: Database
  /** `null`: no body is looked at. */
  readonly schema: z.ZodType<Body> | null
  /** `write` unless given. */
  readonly scope?: TokenScope
  /** A megabyte unless given. */
  readonly bytesMax?: number
  readonly act: (tx: Transaction, origin: Origin, body: Body) => Promise<Done>
}

const bodyBytesMax = 1_000_000
/** Ten thousand claims take a second; this is for a machine that does other things. */
const transaction = { maxWait: 10_000, timeout: 60_000 }

/**
 * Answers a request of `/api/v1` that changes something: whose the token is, what is asked for, and the act in one transaction, once for
 * each `Idempotency-Key`. A cookie is worth nothing here, so that no other site's page can act by a browser that is signed in.
 */
export async function answerWrite<Body>(request: Request, options: WriteOptions<Body>): Promise<Response> {
  try {
    return await answer(request, options)
  } catch (error) {
    if (error instanceof Refusal) return problemResponse(error.problem, error.status === 401 ? challenge : {})
    throw error
  }
}

const challenge = { 'www-authenticate': 'Bearer realm="pinwatch"' }

async function answer<Body>(request: Request, options: WriteOptions<Body>): Promise<Response> {
  const { database, schema, act, bytesMax = bodyBytesMax } = options
  const origin = await identify(request, options)
  const text = await readBody(request, bytesMax)
  if (text === null) throw new Refusal(413, 'The body is too large', `A body may have ${bytesMax} bytes.`)
  const parsed = schema === null ? null : parseBody(request.headers, text, schema)
  if (parsed instanceof Response) return parsed
  const body = parsed?.body as Body // without a schema nobody looks at it
  const key = request.method === 'POST' ? readKey(request.headers) : null
  return database.$transaction(async (tx) => {
    if (key === null) return toResponse(await act(tx, origin, body), false)
    const target = `${request.method} ${new URL(request.url).pathname}`
    const asked = { userId: origin.actor.userId, key, target, body: text }
    const { isReplayed, ...done } = await answerOnce(tx, asked, async () => {
      const { body: said, ...rest } = await act(tx, origin, body)
      return { ...rest, body: said ?? {} }
    })
    return toResponse(done, isReplayed)
  }, transaction)
}

async function identify<Body>(request: Request, { database, scope = 'write' }: WriteOptions<Body>): Promise<Origin> {
  const { headers } = request
  if (!isSameOrigin(headers)) throw new Refusal(403, 'Not allowed', 'Pages of other sites may change nothing here.')
  if (isReadOnly(process.env))
    throw new Refusal(403, 'Read only', 'This Pinwatch is read only: PINWATCH_READ_ONLY is set.')
  const { actor, scopes } = await requireHolder(database, headers, scope)
  return { actor, scopes, via: 'api', address: clientAddress(headers) }
}

function parseBody<Body>(headers: Headers, text: string, schema: z.ZodType<Body>): { readonly body: Body } | Response {
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? ''))
    throw new Refusal(415, 'The body should be JSON', 'Send it with Content-Type: application/json.')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Refusal(400, 'The body is no JSON', error instanceof Error ? error.message : String(error))
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { body: parsed.data }
  const errors = parsed.error.issues.map(({ path, message }) => ({
    pointer: `/${path.map(String).join('/')}`,
    detail: message,
  }))
  const detail = errors.map((error) => `${error.pointer}: ${error.detail}`).join(' ')
  return problemResponse({ status: 400, title: 'The body is not what it should be', detail, errors })
}

function readKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  if (key === null) return null
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Refusal(400, 'The key is none', 'An Idempotency-Key is 1 to 200 visible characters, without blanks.')
  return key
}

function toResponse({ status, body }: Done, isReplayed: boolean): Response {
  const headers = { 'cache-control': 'no-store', ...(isReplayed ? { 'idempotency-replayed': 'true' } : {}) }
  return body === null ? new Response(null, { status, headers }) : Response.json(body, { status, headers })
}
