import { readFileSync, statSync } from 'node:fs'
import { DatabaseError } from '../database-error.ts'

/** A user of this machine, for a server that must not run as root. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * Who runs the server on this folder: `null` is whoever we are. Postgres refuses to run as root; then it is the owner
 * of the data that is there already, else `postgres`, else `nobody`. Throws `DatabaseError`.
 */
export function chooseAccount(dataDirectory: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const accounts = readAccounts()
  // data of a user who now starts Pinwatch as root, or of a user we chose before another one was installed
  const owner = statSync(dataDirectory, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) {
    return (
      accounts.find(({ uid }) => uid === owner.uid) ?? { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
    )
  }
  const found = ['postgres', 'nobody'].flatMap((name) => accounts.filter((account) => account.name === name))[0]
  if (found !== undefined && found.uid !== 0) return found
  throw new DatabaseError(
    'no-account',
    'Postgres does not run as root, and /etc/passwd has neither a user postgres nor nobody. ' +
      'Start Pinwatch as an ordinary user, add the user postgres, or set DATABASE_URL to a Postgres of your own.',
  )
}

function readAccounts(): readonly Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name === undefined || uid === undefined || gid === undefined ? [] : [{ name, uid: +uid, gid: +gid }]
  })
}

/** What `spawn` needs to run something as this account. */
export function runAs(account: Account | null): { readonly uid?: number; readonly gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid }
}
