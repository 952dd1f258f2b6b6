import { setTimeout as delay } from 'node:timers/promises'
import { checkHealth } from '#app/_data/check-health.ts'
import { getDatabase } from '#app/_data/database.ts'
import { pingDatabase } from '#app/_data/ping-database.ts'
import { explainDatabaseError } from '#prisma/explain-database-error.ts'

export const dynamic = 'force-dynamic'

/** Whoever asks wants to know within two seconds. */
const answerMsMax = 1800

/** Readiness: 200 where pages can be made, else 503 with the reason. */
export async function GET(): Promise<Response> {
  const late = delay(answerMsMax).then(() => ({ ok: false as const, error: 'The database does not answer in time.' }))
  const health = await Promise.race([check(), late])
  return Response.json(health, {
    status: health.ok ? 200 : 503,
    headers: { 'cache-control': 'no-store', ...(health.ok ? {} : { 'retry-after': '5' }) },
  })
}

async function check() {
  try {
    await pingDatabase()
  } catch (error) {
    const explained = explainDatabaseError('asking the database', error)
    return { ok: false as const, error: explained instanceof Error ? explained.message : String(explained) }
  }
  return checkHealth(getDatabase)
}
