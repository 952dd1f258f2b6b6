import { Client } from 'pg'
import { DatabaseError } from './database-error.ts'
import { explainDatabaseError } from './explain-database-error.ts'

/**
 * Throws `DatabaseError` where pages could never ask the database: it refuses us (a wrong name, user or password), or a pooler refuses what
 * they begin with. One that is away may come yet.
 */
export async function checkServing(url: string): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 3000,
    lock_timeout: 300,
    statement_timeout: 3500,
    application_name: 'pinwatch',
  })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const explained = explainDatabaseError('connecting', error)
    if (explained instanceof DatabaseError && (explained.code === 'pooled' || explained.code === 'refused'))
      throw explained
  } finally {
    await client.end().catch(() => {})
  }
}
