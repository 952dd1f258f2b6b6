import { Client } from 'pg'
import { DatabaseError } from './database-error.ts'

/**
 * Throws `DatabaseError` where a pooler hands out its connections by the transaction, as PgBouncer can: migrations hold a lock of their session,
 * which would be left behind on a connection that somebody else gets. Two clients that are both connected and on one process of the server
 * tell. Any trouble with connecting is left to who connects next.
 */
export async function refusePooler(url: string): Promise<void> {
  const clients = [1, 2].map(
    () => new Client({ connectionString: url, connectionTimeoutMillis: 5000, application_name: 'pinwatch-migrate' }),
  )
  const pids: number[] = []
  try {
    for (const client of clients) {
      client.on('error', () => {})
      await client.connect()
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      pids.push(rows[0]?.pid ?? 0)
    }
  } catch {
    return
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})))
  }
  if (new Set(pids).size < pids.length)
    throw new DatabaseError(
      'pooled',
      'DATABASE_URL leads to a pooler in transaction mode. Workers need sessions: give them the address of the server itself, or of a pool in session mode.',
    )
}
