import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { passwordFile } from './inspect-data.ts'

/** Address of a database of the server on this folder, password included. */
export function serverUrl(dataDirectory: string, port: number, database: string): string {
  const password = readFileSync(join(dataDirectory, passwordFile), 'utf8').trim()
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}?sslmode=disable`
}
