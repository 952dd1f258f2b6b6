import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type AddressOptions, findPublicAddress, PrivateHostError } from '#scanner/network/find-public-address.ts'
import type { Attempt } from '#scanner/store/telling/end-outbox.ts'

export interface WebhookPost {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const timeoutMs = 10_000
const answerBytesMax = 2000

/**
 * Posts to an address that an admin has named, and nowhere else: the host is looked up once, has to be one that anybody could reach, and the
 * connection goes to the address that was found. Nothing that is answered leads anywhere: redirects are not followed. Never rejects.
 */
export async function postWebhook(post: WebhookPost, options: AddressOptions): Promise<Attempt> {
  const begin = performance.now()
  const tell = (attempt: Omit<Attempt, 'ms'>): Attempt => ({ ...attempt, ms: performance.now() - begin })
  try {
    const found = await findPublicAddress(new URL(post.url).hostname, options)
    const response = await send(post, found)
    const status = response.statusCode ?? 0
    const answer = await readStart(response)
    // 410 Gone: the specification's way to say that nobody listens any more
    const outcome = status >= 200 && status < 300 ? 'taken' : status === 410 ? 'rejected' : 'refused'
    return tell({ outcome, status, answer })
  } catch (error) {
    const answer = error instanceof Error ? error.message : String(error)
    return tell({ outcome: error instanceof PrivateHostError ? 'rejected' : 'unreachable', status: null, answer })
  }
}

function send(
  { url, body, headers }: WebhookPost,
  found: { readonly address: string; readonly family: 4 | 6 },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp
    const sent = request(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Pinwatch',
          ...headers,
        },
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        // asked for one address or for all, whatever the version of Node; the name is looked up nowhere else
        lookup: (_host, options, done) =>
          options.all === true ? done(null, [found]) : done(null, found.address, found.family),
      },
      resolve,
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The beginning of an answer, for the log; the rest is not waited for. */
async function readStart(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= answerBytesMax) break
  }
  response.destroy()
  return Buffer.concat(chunks).toString('utf8').slice(0, answerBytesMax)
}
