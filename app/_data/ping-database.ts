import pg from 'pg'
import { DatabaseError } from '#prisma/database-error.ts'

// of its own and without Prisma: asked before every page, from a bundle that shares nothing with the pages
const shared = globalThis as { pinwatchPing?: { readonly pool: pg.Pool; inFlight: Promise<Pong> | null } }

const answerMsMax = 1500

/** What is asked with it, since it is asked before every page. */
export interface Pong {
  /** Setting `account-to-read`: pages and answers are for whoever has an account alone. */
  readonly needsAccount: boolean
}

/**
 * Rejects if the database does not answer, and with a `DatabaseError` of code `not-migrated` if it has not the tables of this version.
 * Requests that come together ask once; it takes a fraction of a millisecond.
 */
export async function pingDatabase(): Promise<Pong> {
  shared.pinwatchPing ??= { pool: openPool(), inFlight: null }
  const ping = shared.pinwatchPing
  ping.inFlight ??= ask(ping.pool).finally(() => {
    ping.inFlight = null
  })
  return ping.inFlight
}

/** Of a server that serves while others bring the database further, the newest migration that it knows is there as well. */
async function ask(pool: pg.Pool): Promise<Pong> {
  const newest = process.env.PINWATCH_MIGRATION || null
  const query = `
    select
      $1::text is null or exists (
        select from "_prisma_migrations" where migration_name = $1 and finished_at is not null
      ) as "isMigrated",
      exists (select from setting where name = 'account-to-read' and value = 'true') as "needsAccount"`
  const { rows } = await pool.query<Pong & { isMigrated: boolean }>(query, [newest]).catch((cause: unknown) => {
    throw isWithoutTable(cause) ? outdated(cause) : cause
  })
  const [row] = rows
  if (row === undefined || !row.isMigrated) throw outdated(null)
  return { needsAccount: row.needsAccount }
}

const isWithoutTable = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '42P01'

const outdated = (cause: unknown): DatabaseError =>
  new DatabaseError(
    'not-migrated',
    'The database has not the tables of this version. Run pinwatch start or pinwatch worker of the same version, which bring it up to date.',
    { cause },
  )

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
