import { type Stats, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Account } from './account.ts'

/**
 * Whether the account gets to a path and may read it: every folder above must let it through. Groups it has beside its
 * first one, and access lists, are not looked at: a wrong "no" only costs a copy elsewhere.
 */
export function isReachable(path: string, account: Account): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined || !allows(stat, account, 0o4)) return false
  return isPassable(dirname(resolve(path)), account)
}

/** Whether the account gets into a folder, whatever it may do there. */
export function isPassable(folder: string, account: Account): boolean {
  if (!allows(statSync(folder), account, 0o1)) return false
  return folder === dirname(folder) || isPassable(dirname(folder), account)
}

function allows(stat: Stats, account: Account, bit: number): boolean {
  if (stat.uid === account.uid) return (stat.mode & (bit << 6)) !== 0
  if (stat.gid === account.gid) return (stat.mode & (bit << 3)) !== 0
  return (stat.mode & bit) !== 0
}
