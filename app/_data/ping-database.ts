import pg from 'pg'

// of its own and without Prisma: asked before every page, from a bundle that shares nothing with the pages
const shared = globalThis as { pinwatchPing?: { readonly pool: pg.Pool; inFlight: Promise<unknown> | null } }

const answerMsMax = 2000

/** Rejects if the database does not answer, or has no tables of ours. Requests that come together ask once; it takes a fraction of a millisecond. */
export async function pingDatabase(): Promise<void> {
  shared.pinwatchPing ??= { pool: openPool(), inFlight: null }
  const ping = shared.pinwatchPing
  ping.inFlight ??= ping.pool.query('select from tree limit 0').finally(() => {
    ping.inFlight = null
  })
  await ping.inFlight
}

function openPool(): pg.Pool {
  const pool = new pg.Pool({
    // unset, it would be whatever libpq's variables say
    connectionString: process.env.DATABASE_URL || 'postgresql://nobody@127.0.0.1:9/none',
    max: 1,
    connectionTimeoutMillis: answerMsMax,
    query_timeout: answerMsMax,
    application_name: 'pinwatch-ping',
  })
  // an idle connection that breaks is replaced at the next ping, which tells
  pool.on('error', () => {})
  return pool
}
