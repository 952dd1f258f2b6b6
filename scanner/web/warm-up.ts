import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod/mini'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Whoever waits for pages waits no longer than this for their warming up. */
const waitMsMax = 10_000

/** Header by which we know ourselves. */
const warming = 'x-pinwatch-warming'

const treesAnswer = z.object({ items: z.array(z.object({ slug: z.string() })) })

/**
 * Asks for the main pages once, on a port that nobody else knows: the first answer of each loads its modules and runs cold code, ten times as long
 * as any later one, and the first visitors of a busy server come together. Where there is no tree, no database or no reading without an
 * account, less is warmed; a page that breaks is told to whoever asks for it next. Resolves when all is asked, or after ten seconds.
 */
export async function warmUp(handle: Handler): Promise<void> {
  // nothing judges what comes in here: only we are answered
  const secret = randomUUID()
  const server = createServer((request, response) => {
    if (request.headers[warming] === secret) void handle(request, response).catch(() => response.destroy())
    else response.destroy()
  })
  const over = AbortSignal.timeout(waitMsMax)
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const ask = async (path: string): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      signal: over,
      redirect: 'manual',
      headers: { [warming]: secret },
    })
    const text = await answer.text()
    return answer.ok ? text : ''
  }
  try {
    await Promise.race([askForPages(ask), delay(waitMsMax, undefined, { ref: false })])
  } catch {
    // nothing is lost: the first visitor warms it
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

async function askForPages(ask: (path: string) => Promise<string>): Promise<void> {
  await ask('/')
  const trees = treesAnswer.safeParse(JSON.parse((await ask('/api/v1/trees')) || '{}'))
  const slug = trees.success ? trees.data.items[0]?.slug : undefined
  if (slug === undefined) return
  const tree = `/${encodeURIComponent(slug)}`
  await ask(tree)
  const sites = await ask(`${tree}/sites`)
  const site = /href="(\/[^/"]+\/sites\/(?!export)[^"?]+)/.exec(sites)?.[1]
  if (site !== undefined) await ask(site)
  await ask(`${tree}/subsystems`)
  await ask(`/api/v1/trees${tree}/sites?limit=1`)
}
