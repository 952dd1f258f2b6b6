import { type KeyObject, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import addFormats from 'ajv-formats'
import { type Context, type Document, OpenAPIBackend } from 'openapi-backend'
import type { FakeState, FakeToken } from './fake-state.ts'
import { type FakeAnswer, operations } from './handlers.ts'

/** GitHub's own description of the operations that are used here, as `slice-description.mjs` cuts it out. */
const description = JSON.parse(readFileSync(new URL('./github-api.json', import.meta.url), 'utf8')) as Document

/** Something that goes wrong on the way, once. */
export type FakeTrouble =
  /** The connection is cut before GitHub sees the request, or when it has done what was asked. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** GitHub wants to be left alone for so long. */
  | { readonly kind: 'limit'; readonly seconds: number }

export interface FakeGithub {
  /** Base of the API. */
  readonly url: string
  readonly state: FakeState
  /** `METHOD /path` of every request that came. */
  readonly requests: string[]
  /** Requests and answers of its own that GitHub's description forbids. A test expects none. */
  readonly problems: string[]
  /** Asked before each request: which trouble it meets, from 0. */
  meddle: (request: number) => FakeTrouble | null
  /** Forgets what happened, and lets no more trouble happen. */
  reset(): void
  close(): void
}

/**
 * A GitHub on loopback for tests, with repositories of any name. Every request and every answer is held against GitHub's own OpenAPI
 * description.
 */
export async function openFakeGithub(tokens: Readonly<Record<string, FakeToken>>): Promise<FakeGithub> {
  const state: FakeState = {
    checkRuns: [],
    issues: [],
    reviews: [],
    tokens: new Map(Object.entries(tokens)),
    appKey: null,
  }
  const fake: Mutable<FakeGithub> = {
    url: '',
    state,
    requests: [],
    problems: [],
    meddle: untroubled,
    reset: () => {
      for (const list of [state.checkRuns, state.issues, state.reviews, fake.requests, fake.problems]) list.length = 0
      fake.meddle = untroubled
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  const api = composeApi(fake)
  await api.init()
  const server = createServer((request, response) => void serve(api, fake, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake listens on a port')
  fake.url = `http://127.0.0.1:${address.port}`
  return fake
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const untroubled = (_request: number): FakeTrouble | null => null

function composeApi(fake: FakeGithub): OpenAPIBackend {
  const handlers = Object.entries(operations).map(([id, { permission, answer }]) => [
    id,
    (context: Context): FakeAnswer & { readonly permission?: string } => {
      const token = tokenOf(fake.state, context)
      if (token === null) return refuse(401, 'Bad credentials')
      if (permission !== null && token.permissions !== null && !allows(token.permissions, permission))
        return { ...refuse(403, 'Resource not accessible by integration'), permission }
      const { params, query, requestBody } = context.request
      const answered = answer(fake.state, { body: requestBody ?? {}, params, query, token, base: fake.url })
      const { valid, errors } = context.api.validateResponse(answered.body, context.operation, answered.status)
      if (!valid) fake.problems.push(`answer of ${id}: ${JSON.stringify(errors?.slice(0, 3))}`)
      return answered
    },
  ])
  return new OpenAPIBackend({
    definition: description,
    quick: true,
    ajvOpts: { strict: false, unicodeRegExp: false },
    customizeAjv: (ajv) => {
      // typed for another copy of the library
      addFormats(ajv as unknown as Parameters<typeof addFormats>[0])
      return ajv
    },
    handlers: {
      ...Object.fromEntries(handlers),
      notFound: ({ request }: Context) => {
        fake.problems.push(`no such operation: ${request.method} ${request.path}`)
        return refuse(404, 'Not Found')
      },
      notImplemented: ({ operation }: Context) => {
        fake.problems.push(`not in the fake: ${operation.operationId}`)
        return refuse(501, 'Not Implemented')
      },
      validationFail: ({ request, validation }: Context) => {
        fake.problems.push(`${request.method} ${request.path}: ${JSON.stringify(validation.errors?.slice(0, 3))}`)
        return refuse(422, 'Validation Failed')
      },
    },
  })
}

const refuse = (status: number, message: string): FakeAnswer => ({
  status,
  body: { message, documentation_url: 'https://docs.github.test' },
})

/** Who may write may read. */
const allows = (permissions: readonly string[], wanted: string): boolean =>
  permissions.includes(wanted) || permissions.includes(wanted.replace('=read', '=write'))

/** Whether an App signed this: it shows itself by a JSON Web Token. */
function isSigned(token: string, appKey: KeyObject | null): boolean {
  const [head, claims, signature, ...more] = token.split('.')
  if (appKey === null || signature === undefined || more.length > 0) return false
  return verify('sha256', Buffer.from(`${head}.${claims}`), appKey, Buffer.from(signature, 'base64url'))
}

function tokenOf({ tokens, appKey }: FakeState, { request }: Context): FakeToken | null {
  const header = request.headers.authorization
  const token = (Array.isArray(header) ? header[0] : header)?.replace(/^(?:token|bearer) /i, '') ?? ''
  return tokens.get(token) ?? (isSigned(token, appKey) ? { login: 'pinwatch[bot]', permissions: null } : null)
}

async function serve(
  api: OpenAPIBackend,
  fake: FakeGithub,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', fake.url)
  const trouble = fake.meddle(fake.requests.length)
  fake.requests.push(`${request.method} ${url.pathname}`)
  const sent = await text(request)
  const body: unknown = sent === '' ? undefined : JSON.parse(sent)
  if (trouble?.kind === 'cut' && trouble.when === 'before') return void response.destroy()
  if (trouble?.kind === 'limit') {
    const { body: refusal } = refuse(403, 'You have exceeded a secondary rate limit')
    return send(response, { status: 403, body: refusal }, { 'retry-after': String(trouble.seconds) })
  }
  const answer = (await api.handleRequest({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.search.slice(1),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body,
  })) as FakeAnswer & { readonly permission?: string }
  if (trouble?.kind === 'cut') return void response.destroy()
  send(response, answer, {
    ...(answer.permission === undefined ? {} : { 'x-accepted-github-permissions': answer.permission }),
    ...nextPage(url, answer.body),
  })
}

/** A full page may be followed by another one: clients read on by this header. */
function nextPage(url: URL, body: unknown): Readonly<Record<string, string>> {
  if (!Array.isArray(body) || body.length < Number(url.searchParams.get('per_page') ?? 30)) return {}
  const next = new URL(url)
  next.searchParams.set('page', String(Number(url.searchParams.get('page') ?? 1) + 1))
  return { link: `<${next}>; rel="next"` }
}

function send(response: ServerResponse, { status, body }: FakeAnswer, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
