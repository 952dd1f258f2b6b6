import { randomUUID } from 'node:crypto'
import { parseEnvironment } from '#scanner/environment.ts'
import { isLoopback, urlOf } from '#scanner/jobs/launch/is-loopback.ts'
import type { CliContext } from './context.ts'
import { readLocalToken } from './local-token.ts'
import { UsageError } from './usage-error.ts'

/** Asks one server for something below `/api/v1`; throws `UsageError` with what it says where it refuses. */
export type AskServer = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<unknown>

const timeoutMs = 120_000

/**
 * The server of `--server`, else of `HOST` and `PORT`. Sends `PINWATCH_TOKEN`; to a server of this machine the token of the home, where that
 * is not set: no other is told it.
 */
export function askServer({ process, root }: CliContext, asked: string | undefined): AskServer {
  const { env } = process
  const { home, host, port } = parseEnvironment(env, root, ['PINWATCH_HOME', 'HOST', 'PORT'])
  const server = asked ?? urlOf(host, port ?? 3000)
  const isHere = isLoopback(new URL(server).hostname.replace(/^\[|\]$/g, ''))
  const token = env.PINWATCH_TOKEN || (isHere ? readLocalToken(home) : null)
  return async (method, path, body) => {
    if (token === null || token === '')
      throw new UsageError(
        isHere
          ? `there is no token in ${home}. Make one with pinwatch token, or set PINWATCH_TOKEN.`
          : `set PINWATCH_TOKEN to a token of yours for ${server}.`,
      )
    const response = await send(server, path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return readAnswer(server, response)
  }
}

async function send(server: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${server}/api/v1${path}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new UsageError(`${server} does not answer: ${cause}. Start it with pinwatch start, or name it with --server.`)
  }
}

async function readAnswer(server: string, response: Response): Promise<unknown> {
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  // a file is a file
  if (response.ok && type.startsWith('application/x-ndjson')) return text
  if (response.status === 204) return null
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new UsageError(`${server} answers ${response.status} and no JSON: it is no Pinwatch, or an older one.`)
  }
  if (response.ok) return json
  throw new UsageError(`${server} refuses: ${describeProblem(json, response.status)}`)
}

function describeProblem(json: unknown, status: number): string {
  const said = typeof json === 'object' && json !== null ? json : {}
  const title = 'title' in said ? String(said.title) : `status ${status}`
  return 'detail' in said ? `${/[.?!]$/.test(title) ? title : `${title}.`} ${String(said.detail)}` : title
}
