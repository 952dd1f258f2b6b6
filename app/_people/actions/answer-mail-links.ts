import { getDatabase } from '#app/_data/database.ts'
import { clientAddress } from '#app/_people/client-address.ts'
import { getClaim } from '#app/_people/queries/get-claim.ts'
import { listMailClaims } from '#app/_people/queries/list-mail-claims.ts'
import { readMailLink } from '#app/_people/queries/read-mail-link.ts'
import { Refusal } from '#app/_people/refusal.ts'
import { isReadOnly } from '#app/_people/sign-in-settings.ts'
import { isSameOrigin } from '#app/_web/is-same-origin.ts'
import { readBody } from '#app/_web/read-body.ts'
import { mailClaimsPath, mailStopPath } from '#app/_web/routes.ts'
import { changeClaim, withdrawClaim } from './change-claim.ts'
import { stopMails } from './stop-mails.ts'

const bodyBytesMax = 200_000

const say = (status: number, text: string): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

const leadTo = (path: string): Response =>
  new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })

/** The fields of a form, or of what a mail program posts; `null`: it is too much, or of another kind. */
async function readFields(request: Request): Promise<URLSearchParams | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
    if (!/^multipart\/form-data\b/i.test(type) || Number(request.headers.get('content-length')) > bodyBytesMax)
      return null
    // RFC 8058 lets mail programs choose
    const form = await request.formData().catch(() => new FormData())
    return new URLSearchParams([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  }
  const text = await readBody(request, bodyBytesMax)
  return text === null ? null : new URLSearchParams(text)
}

const unknownLink = 'This link is not one of ours, or not whole. Copy all of it from the mail.'

/**
 * Ends mails by the link of one of them (RFC 8058): the signed token alone says who may, so that it works without a sign-in, from the
 * programs of mail services, and also where nothing else may be changed. A mail program is answered, a browser led back to the page.
 */
export async function answerStop(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get('token')
  const fields = await readFields(request)
  if (fields === null) return say(400, 'Send List-Unsubscribe=One-Click as a form.')
  const database = getDatabase()
  const grant = await readMailLink(database, token)
  const isResumed = fields.get('act') === 'resume'
  // programs only ever stop: having mails sent again takes the page's button
  if (isResumed && !isSameOrigin(request.headers)) return say(403, 'Pages of other sites may not.')
  const address = clientAddress(request.headers)
  const isDone = grant !== null && (await database.$transaction((tx) => stopMails(tx, grant, { address, isResumed })))
  if (!isDone) return say(404, unknownLink)
  return fields.has('act') ? leadTo(mailStopPath({ token })) : say(200, 'Stopped.')
}

/** Keeps claims of a mail, or gives them back, as whoever it was to. */
export async function answerMailClaims(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return say(403, 'Pages of other sites may not.')
  if (isReadOnly(process.env)) return say(403, 'This Pinwatch is read only.')
  const token = new URL(request.url).searchParams.get('token')
  const fields = await readFields(request)
  if (fields === null) return say(400, 'Send a form.')
  const database = getDatabase()
  const grant = await readMailLink(database, token)
  if (grant?.what !== 'claims') return say(404, unknownLink)
  const chosen = new Set(fields.getAll('claim'))
  const isKept = fields.get('act') === 'keep'
  const done = await database.$transaction(
    async (tx) => {
      const mail = await listMailClaims(tx, grant)
      const origin = {
        actor: { participantId: grant.participantId },
        via: 'mail',
        address: clientAddress(request.headers),
      } as const
      let count = 0
      for (const { id } of mail?.claims ?? []) {
        const claim = chosen.has(String(id)) ? await getClaim(tx, id) : null
        if (claim === null) continue
        await (isKept ? changeClaim(tx, origin, claim, {}) : withdrawClaim(tx, origin, claim)).catch(passEnded)
        count++
      }
      return count
    },
    { maxWait: 10_000, timeout: 60_000 },
  )
  return leadTo(mailClaimsPath({ token, [isKept ? 'kept' : 'back']: done }))
}

/** It ended while somebody read the page: then it is not theirs to keep any more. */
function passEnded(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}
