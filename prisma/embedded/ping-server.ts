import { realpathSync } from 'node:fs'
import { Client } from 'pg'

/** `starting`: answers, but takes no queries yet, or no more. `stranger`: another server, or another password. */
export type Answer = 'ready' | 'starting' | 'silent' | 'stranger'

/** Asks whether the server of this folder answers at an address. */
export async function pingServer(url: string, dataDirectory: string): Promise<Answer> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return realpathSync(rows[0]?.data_directory ?? '') === dataDirectory ? 'ready' : 'stranger'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // SQLSTATE 57P0x: starting up, in recovery, shutting down; class 28: no such user or password
    if (code.startsWith('57P')) return 'starting'
    return /^28/.test(code) || code === 'ENOENT' ? 'stranger' : 'silent'
  } finally {
    await client.end().catch(() => {})
  }
}
