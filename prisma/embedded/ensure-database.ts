import { Client } from 'pg'

/** Makes the database unless it is there. From `template0`, which nobody can have changed or be connected to. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} template template0`)
  } catch (error) {
    // duplicate database, seen early or by the index: another start was faster
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== '42P04' && code !== '23505') throw error
  } finally {
    await client.end()
  }
}
