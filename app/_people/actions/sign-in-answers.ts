import { createHash } from 'node:crypto'
import { getDatabase } from '#app/_data/database.ts'
import { mailAddress } from '#app/_people/claim.ts'
import { clientAddress } from '#app/_people/client-address.ts'
import { readSignIn } from '#app/_people/sign-in-settings.ts'
import { isSameOrigin } from '#app/_web/is-same-origin.ts'
import { readFields } from '#app/_web/read-fields.ts'
import { minePath, signInPath } from '#app/_web/routes.ts'
import { getAuth } from './auth.ts'

/** Where people are after they have signed in. Nothing of a request chooses another place. */
const afterwards = minePath

const leadTo = (path: string, cookies: readonly string[] = []): Response => {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
const failed = (why: string): Response => leadTo(`${signInPath()}?failed=${why}`)

/** Leads to the provider; what it sends back is held against a cookie of this answer. */
export async function answerSignInWith(request: Request, provider: string): Promise<Response> {
  const settings = readSignIn(process.env)
  const isKnown = (provider === 'github' && settings?.hasGithub) || (provider === 'oidc' && settings?.hasOidc)
  if (!isKnown) return new Response('There is no such way to sign in.\n', { status: 404 })
  const answer = await getAuth().api.signInSocial({
    body: { provider, callbackURL: afterwards(), errorCallbackURL: signInPath(), disableRedirect: true },
    headers: request.headers,
    asResponse: true,
  })
  const { url } = (answer.ok ? await answer.json() : {}) as { url?: string } // of the library
  return url === undefined ? failed('provider') : leadTo(url, answer.headers.getSetCookie())
}

/** What a provider sends people back to; everything else that the library would answer is not reachable. */
export async function answerCallback(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (readSignIn(process.env) === null || !/^\/api\/auth\/callback\/(?:github|oidc)$/.test(pathname))
    return Response.json({ error: 'There is no such address in the API.' }, { status: 404 })
  return getAuth().handler(request)
}

const hourMs = 3_600_000
const linksPerAddressMax = 5
const linksPerClientMax = 20
/** Tokens that were none; whoever guesses is stopped long before one fits. */
const wrongTokensPerClientMax = 20

/** Mails a link, and says the same whether or not somebody has that address, or had too many links. */
export async function answerMailRequest(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response('Pages of other sites may not.\n', { status: 403 })
  if (!readSignIn(process.env)?.hasMail) return new Response('There is no such way to sign in.\n', { status: 404 })
  const email = mailAddress.safeParse((await readFields(request)).get('email'))
  if (!email.success) return failed('address')
  const client = clientAddress(request.headers) ?? 'unknown'
  if (
    (await mayHaveAnother(`address ${email.data}`, linksPerAddressMax)) &&
    (await mayHaveAnother(`client ${client}`, linksPerClientMax))
  ) {
    try {
      await getAuth().api.signInMagicLink({ body: { email: email.data }, headers: request.headers })
    } catch (error) {
      console.error('The mail server does not take a link to sign in:', error instanceof Error ? error.message : error)
      return failed('mail')
    }
  }
  return leadTo(`${signInPath()}?sent=1`)
}

async function mayHaveAnother(what: string, max: number): Promise<boolean> {
  if ((await countRecent(what)) >= max) return false
  await remember(what)
  return true
}

/** In the last hour. */
async function countRecent(what: string): Promise<number> {
  const database = getDatabase()
  const identifier = identify(what)
  await database.verification.deleteMany({ where: { identifier, expiresAt: { lt: new Date() } } })
  return database.verification.count({ where: { identifier } })
}

async function remember(what: string): Promise<void> {
  const expiresAt = new Date(Date.now() + hourMs)
  await getDatabase().verification.create({
    data: { id: crypto.randomUUID(), identifier: identify(what), value: '', expiresAt },
    select: { id: true },
  })
}

/** Names nobody in what is kept. */
const identify = (what: string): string => `link-limit:${createHash('sha256').update(what).digest('hex')}`

/** Signs in whoever presses the button behind a link. */
export async function answerConfirmation(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response('Pages of other sites may not.\n', { status: 403 })
  if (!readSignIn(process.env)?.hasMail) return new Response('There is no such way to sign in.\n', { status: 404 })
  const wrong = `wrong token ${clientAddress(request.headers) ?? 'unknown'}`
  if ((await countRecent(wrong)) >= wrongTokensPerClientMax) return failed('often')
  const token = (await readFields(request)).get('token') ?? ''
  if (/^[A-Za-z]{32}$/.test(token)) {
    const answer = await getAuth().api.magicLinkVerify({ query: { token }, headers: request.headers, asResponse: true })
    if (answer.status === 200) return leadTo(afterwards(), answer.headers.getSetCookie())
  }
  await remember(wrong)
  return failed('link')
}

/** Ends the session of this browser. */
export async function answerSignOut(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response('Pages of other sites may not.\n', { status: 403 })
  if (readSignIn(process.env) === null) return leadTo('/')
  const answer = await getAuth().api.signOut({ headers: request.headers, asResponse: true })
  return leadTo('/', answer.headers.getSetCookie())
}
