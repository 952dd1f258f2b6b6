import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeGithub {
  readonly url: string
  /** Addresses of the one user there is. */
  emails: readonly { readonly email: string; readonly primary: boolean; readonly verified: boolean }[]
  close(): void
}

/** A GitHub with one user who always agrees: the round trip of OAuth with PKCE, and the two addresses that tell who they are. */
export async function startFakeGithub(): Promise<FakeGithub> {
  const challenges = new Map<string, string>()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    let body = ''
    for await (const chunk of request) body += chunk
    const json = (value: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(value))
    }
    if (url.pathname === '/login/oauth/authorize') {
      const code = `code${challenges.size}`
      challenges.set(code, url.searchParams.get('code_challenge') ?? '')
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      response.writeHead(302, { location: back.href })
      response.end()
    } else if (url.pathname === '/login/oauth/access_token') {
      const sent = new URLSearchParams(body)
      const digest = createHash('sha256')
        .update(sent.get('code_verifier') ?? '')
        .digest('base64url')
      const isRight = challenges.get(sent.get('code') ?? '') === digest
      challenges.delete(sent.get('code') ?? '')
      json(
        isRight
          ? { access_token: 'gho_x', token_type: 'bearer', scope: 'user:email' }
          : { error: 'bad_verification_code' },
      )
    } else if (request.headers.authorization !== 'Bearer gho_x') json({ message: 'Bad credentials' }, 401)
    else if (url.pathname === '/api/v3/user') json({ id: 7, login: 'octo', name: 'Octo Cat', avatar_url: null })
    else if (url.pathname === '/api/v3/user/emails') json(fake.emails)
    else json({ message: 'Not Found' }, 404)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const fake: FakeGithub = { url: `http://127.0.0.1:${port}`, emails: [], close: () => server.close() }
  return fake
}
