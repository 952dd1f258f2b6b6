import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface ReceivedPost {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface HookServer {
  readonly port: number
  readonly posts: ReceivedPost[]
  /** How the next posts are answered. */
  status: number
  headers: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** A server on a loopback port that webhooks are posted to, and that keeps what it gets. */
export async function startHookServer(): Promise<HookServer> {
  const server = createServer(async (request, response) => {
    hook.posts.push({ path: request.url ?? '', headers: request.headers, body: await text(request) })
    response.writeHead(hook.status, hook.headers).end(`answer ${hook.status}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const hook: HookServer = {
    port,
    posts: [],
    status: 200,
    headers: {},
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return hook
}
