import { getDatabase } from '#app/_data/database.ts'
import { listOpenLines } from '#app/_scans/queries/list-open-lines.ts'
import { mayWatch, watchScans } from '#app/_scans/queries/watch-scans.ts'

export const dynamic = 'force-dynamic'

/** Proxies close what is silent for longer. */
const heartbeatMs = 15_000

/** How far open scans are: as server-sent events for whoever accepts those, each time it changes; else once, as JSON: then a browser asks again by itself. */
export async function GET(request: Request): Promise<Response> {
  if (!(request.headers.get('accept') ?? '').includes('text/event-stream') || !mayWatch())
    return Response.json({ scans: await listOpenLines(getDatabase()) }, { headers: { 'cache-control': 'no-store' } })
  const encoder = new TextEncoder()
  let end = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const stop = watchScans((text) => send(`data: ${text}\n\n`))
      const heartbeat = setInterval(() => send(': \n\n'), heartbeatMs)
      end = () => {
        clearInterval(heartbeat)
        stop()
      }
      request.signal.addEventListener('abort', () => {
        end()
        // whoever left has closed it already
        try {
          controller.close()
        } catch {}
      })
    },
    cancel: () => end(),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
