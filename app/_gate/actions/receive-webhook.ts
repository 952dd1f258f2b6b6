import { Webhooks } from '@octokit/webhooks'
import { readDelivery } from '#app/_gate/asked-check.ts'
import { problemResponse } from '#app/_web/problem.ts'
import { readBody } from '#app/_web/read-body.ts'
import type { Database } from '#prisma/client.ts'
import { queueDelivery } from './queue-delivery.ts'

/** GitHub sends no more. */
const bodyBytesMax = 25 * 1024 * 1024
const secretLengthMin = 16

/**
 * Answers a delivery of a webhook of GitHub: checks the signature over the bytes as they came, and queues what it asks for. The work is a
 * worker's: GitHub waits ten seconds.
 */
export async function receiveWebhook(database: Database, request: Request, env: NodeJS.ProcessEnv): Promise<Response> {
  const secret = env.GITHUB_WEBHOOK_SECRET ?? ''
  if (secret.length < secretLengthMin)
    return refuse(
      404,
      'There is no webhook here',
      `Set GITHUB_WEBHOOK_SECRET to a secret of ${secretLengthMin} characters or more, here and at GitHub.`,
    )
  if (env.PINWATCH_READ_ONLY === '1')
    return refuse(403, 'Read only', 'This Pinwatch is read only: PINWATCH_READ_ONLY is set.')
  const signature = request.headers.get('x-hub-signature-256') ?? ''
  if (!/^sha256=[\da-f]{64}$/.test(signature))
    return refuse(401, 'The signature is missing', 'A delivery carries X-Hub-Signature-256: give the webhook a secret.')
  const body = await readBody(request, bodyBytesMax)
  if (body === null) return refuse(413, 'The body is too large', `A delivery has at most ${bodyBytesMax} bytes.`)
  // in constant time
  if (body === '' || !(await new Webhooks({ secret }).verify(body, signature)))
    return refuse(
      401,
      'The signature is wrong',
      'The body was not signed with GITHUB_WEBHOOK_SECRET as it is set here.',
    )
  return receiveSigned(database, request.headers, { body, signature })
}

async function receiveSigned(
  database: Database,
  headers: Headers,
  { body, signature }: { readonly body: string; readonly signature: string },
): Promise<Response> {
  const [id, event] = [headers.get('x-github-delivery') ?? '', headers.get('x-github-event') ?? '']
  if (!/^[\w-]{1,100}$/.test(id) || !/^\w{1,100}$/.test(event))
    return refuse(400, 'A header is missing', 'A delivery carries X-GitHub-Delivery and X-GitHub-Event.')
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? ''))
    return refuse(415, 'The body should be JSON', 'Set the content type of the webhook to application/json.')
  const asked = readDelivery(event, parseJson(body))
  switch (asked.kind) {
    case 'nothing':
      return answer(200, { result: 'ignored', why: asked.why })
    case 'wrong':
      return refuse(400, 'The delivery is not understood', asked.problem)
    case 'check':
    case 'again': {
      const queued = await queueDelivery(database, { id, signature, event }, asked)
      switch (queued.kind) {
        case 'queued':
          return answer(202, { result: 'queued', check: queued.checkId })
        case 'known':
          return answer(200, { result: 'known', check: queued.checkId })
        case 'no-check':
          return refuse(404, 'No such check', `${asked.repository} has no such check here.`)
        case 'no-tree':
          return refuse(
            404,
            'No tree is this repository',
            `${asked.repository} is set for no tree: pinwatch trees set TREE --github ${asked.repository}`,
          )
      }
    }
  }
}

/** `undefined` for what is no JSON: no schema takes it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refuse = (status: number, title: string, detail: string): Response => problemResponse({ status, title, detail })

const answer = (status: number, body: Readonly<Record<string, unknown>>): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
