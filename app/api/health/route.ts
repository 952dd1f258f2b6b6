import { setTimeout as delay } from 'node:timers/promises'
import { pingDatabase } from '#app/_data/ping-database.ts'

export const dynamic = 'force-dynamic'

const answerMsMax = 1000

/** Liveness: 200 while this process answers, whatever the database does. `/api/ready` tells whether there are pages. */
export async function GET(): Promise<Response> {
  const database = await Promise.race([
    pingDatabase().then(
      () => 'ok',
      () => 'away',
    ),
    delay(answerMsMax, 'away'),
  ])
  return Response.json({ ok: true, database }, { headers: { 'cache-control': 'no-store' } })
}
