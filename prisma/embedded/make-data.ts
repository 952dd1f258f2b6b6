import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import type { User } from './choose-user.ts'
import type { Binaries } from './locate-binaries.ts'

/**
 * Makes the data folder of a server if there is none, and returns the password of its superuser, which lies beside it.
 * The folder is made under another name and renamed, so that a start killed in the middle leaves none.
 */
export function makeData(dataDirectory: string, binaries: Binaries, user: User | null): string {
  try {
    mkdirSync(dirname(dataDirectory), { recursive: true })
    const password = findPassword(dataDirectory) ?? makePassword(dataDirectory)
    if (existsSync(join(dataDirectory, 'PG_VERSION'))) requireVersion(dataDirectory, binaries)
    else initialize(dataDirectory, password, binaries, user)
    return password
  } catch (cause) {
    if (cause instanceof DatabaseError) throw cause
    throw new DatabaseError(
      'unusable-folder',
      `${dirname(dataDirectory)} cannot hold the database: ${messageOf(cause)}. Set PINWATCH_HOME to a folder that you may write to.`,
      { cause },
    )
  }
}

/** Password of the superuser of the server with this data; `null` if there is none yet. */
export function findPassword(dataDirectory: string): string | null {
  const path = passwordFileOf(dataDirectory)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

function makePassword(dataDirectory: string): string {
  const path = passwordFileOf(dataDirectory)
  const partial = `${path}.${process.pid}`
  const password = randomBytes(18).toString('base64url')
  writeFileSync(partial, `${password}\n`, { mode: 0o600 })
  renameSync(partial, path)
  return password
}

function passwordFileOf(dataDirectory: string): string {
  return `${dataDirectory}.password`
}

/** A server reads only data of its own major version, and says so in words that help nobody. */
function requireVersion(dataDirectory: string, binaries: Binaries): void {
  const found = readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8').trim()
  const { stdout } = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' })
  const ours = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]
  if (ours === undefined || found === ours) return
  throw new DatabaseError(
    'other-version',
    `${dataDirectory} was written by Postgres ${found}, and this Pinwatch runs Postgres ${ours}. Nothing was touched. ` +
      'Set PINWATCH_HOME to another folder and scan anew, or use the Pinwatch that made it.',
  )
}

function initialize(dataDirectory: string, password: string, binaries: Binaries, user: User | null): void {
  const name = basename(dataDirectory)
  const partial = join(dirname(dataDirectory), `.${name}-${process.pid}`)
  const passwordFile = `${partial}.password`
  try {
    // an empty folder may be there, and its owner may be us
    mkdirSync(partial, { mode: 0o700 })
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (user !== null) for (const path of [partial, passwordFile]) chownSync(path, user.uid, user.gid)
    chmodSync(partial, 0o700)
    const made = spawnSync(
      binaries.initdb,
      ['-D', partial, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C'],
      { ...user, cwd: partial, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
    )
    if (made.error !== undefined) throw made.error
    if (made.status !== 0) {
      const said = made.stderr.trim()
      throw /No space left/.test(said)
        ? new DatabaseError(
            'disk-full',
            `No space is left for the database in ${dirname(dataDirectory)}. Make room, or set PINWATCH_HOME.`,
          )
        : new DatabaseError('start-failed', `The database could not be made in ${dirname(dataDirectory)}: ${said}`)
    }
    renameSync(partial, dataDirectory)
  } finally {
    rmSync(partial, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
