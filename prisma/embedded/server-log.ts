import { chownSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.ts'

const sizeBytesMax = 10 * 1024 * 1024

export const logPath = (dataDirectory: string) => join(dataDirectory, 'server.log')

/** The server's log, in its data folder, as a descriptor to close. One earlier file is kept when it has grown large. */
export function openLog({ account, dataDirectory }: Place): number {
  const path = logPath(dataDirectory)
  if (existsSync(path) && statSync(path).size > sizeBytesMax) renameSync(path, `${path}.1`)
  const descriptor = openSync(path, 'a')
  if (account !== null) chownSync(path, account.uid, account.gid)
  return descriptor
}

/** The last lines that were written after a position in bytes. */
export function readLogTail(dataDirectory: string, from: number): string {
  const path = logPath(dataDirectory)
  const text = existsSync(path) ? readFileSync(path).subarray(from).toString() : ''
  return text.trim().split('\n').slice(-8).join('\n')
}
