import { checkHealth } from '#app/_data/check-health.ts'
import { getDatabase } from '#app/_data/database.ts'

export const dynamic = 'force-dynamic'

/** Whether pages can be made: 200, or 503 with the reason. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(getDatabase)
  return Response.json(health, {
    status: health.ok ? 200 : 503,
    headers: { 'cache-control': 'no-store', ...(health.ok ? {} : { 'retry-after': '5' }) },
  })
}
