import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseError } from '../database-error.ts'

export interface User {
  readonly uid: number
  readonly gid: number
}

/** Postgres refuses to run as root: then as `postgres`, else `nobody`. `null`: as ourselves. */
export function chooseUser(): User | null {
  if (process.getuid?.() !== 0) return null
  const user = readUser('postgres') ?? readUser('nobody')
  if (user === null) {
    throw new DatabaseError(
      'no-user',
      'Postgres does not run as root, and there is neither a user postgres nor nobody. Start Pinwatch as another user, or set DATABASE_URL.',
    )
  }
  return user
}

function readUser(name: string): User | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [found, , uid, gid] = line.split(':')
    if (found === name) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/** Whether the user may pass through every folder on the way: a project below root's own home is closed to others. */
export function isReachable(path: string, { uid, gid }: User): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false })
    if (stat !== undefined) {
      const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
      if ((stat.mode & bit) === 0) return false
    }
    if (folder === dirname(folder)) return true
  }
}
