import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface LocalOidc {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What it says of its one user; without `email_verified` nothing of that. */
  claims: { readonly sub: string; readonly email: string; readonly name: string; readonly email_verified?: boolean }
  /** What it was asked to sign somebody in with, the newest last. */
  readonly asked: URLSearchParams[]
  /** Goes where a browser would, from the address that begins a sign-in, and agrees to everything: to the address that it leads back to. */
  agree(begin: string): Promise<URL>
  close(): Promise<void>
}

/** An OpenID provider, certified software, on a loopback port, whose one user always agrees. It insists on PKCE. */
export async function startLocalOidc(redirectUri: string): Promise<LocalOidc> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const issuer = `http://127.0.0.1:${port}`
  const [clientId, clientSecret] = ['pinwatch', 'a secret that only both of us know']
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of no importance'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...oidc.claims, sub }) }),
    interactions: { url: (_context, { uid }) => `/agree/${uid}` },
    // whoever is signed in there has agreed
    async loadExistingGrant({ oidc: { client, session } }) {
      const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    pkce: { required: () => true },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') oidc.asked.push(url.searchParams)
    if (url.pathname.startsWith('/agree/'))
      void provider.interactionFinished(request, response, { login: { accountId: oidc.claims.sub } })
    else void answer(request, response)
  })
  const oidc: LocalOidc = {
    issuer,
    clientId,
    clientSecret,
    claims: { sub: '1', email: 'nobody@example.org', name: 'Nobody' },
    asked: [],
    agree: (begin) => followRedirects(begin, issuer),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return oidc
}

/** Follows redirects with the cookies that come, as a browser does, until they lead away from the provider. */
async function followRedirects(begin: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(begin)
  for (let steps = 0; url.href.startsWith(issuer); steps++) {
    if (steps === 10) throw new Error(`the provider leads in circles, at last to ${url.href}`)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const header of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(header) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider answers ${response.status}: ${await response.text()}`)
    url = new URL(location, url)
  }
  return url
}
