import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, runAs } from './account.ts'
import { explainFailure, stderrOf } from './explain-failure.ts'
import { passwordFile } from './inspect-data.ts'
import type { Place } from './place.ts'
import type { Binaries } from './prepare-binaries.ts'
import { isAlive } from './process-state.ts'
import { serverEnvironment } from './server-environment.ts'

/** Sorts and compares by code point and folds case by Unicode, the same on every machine, whatever its locales are. */
const initdbOptions = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

/**
 * Makes a new data folder with a password of its own. It is made beside and renamed when complete: killed at any
 * point, or run twice at once, there is a whole folder or none. Throws `DatabaseError`.
 */
export async function initializeData(binaries: Binaries, place: Place, options: { sync: boolean }): Promise<void> {
  const { account, dataDirectory } = place
  removeAbandoned(dataDirectory)
  const staging = `${dataDirectory}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  inProgress.add(basename(staging))
  const data = join(staging, 'data')
  try {
    mkdirSync(staging, { mode: 0o700 })
    const password = join(staging, passwordFile)
    writeFileSync(password, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
    give(account, staging, password)
    const sync = options.sync ? [] : ['--no-sync']
    await promisify(execFile)(binaries.initdb, ['-D', data, `--pwfile=${password}`, ...initdbOptions, ...sync], {
      ...runAs(account),
      cwd: staging,
      env: serverEnvironment(),
    })
    renameSync(password, join(data, passwordFile))
    renameSync(data, dataDirectory)
  } catch (cause) {
    // somebody else was faster, and theirs is as good
    if (existsSync(join(dataDirectory, passwordFile))) return
    throw explainFailure(
      isDenied(cause) ? 'folder-unusable' : 'initdb-failed',
      `A database cannot be made in ${dataDirectory}`,
      {
        cause,
        detail: stderrOf(cause),
        remedy: 'Make the folder above it writable, or set PINWATCH_HOME to another one.',
      },
    )
  } finally {
    rmSync(staging, { recursive: true, force: true })
    inProgress.delete(basename(staging))
  }
}

/** Folders of starts of this process: those of an earlier one, killed, may have had our process id. */
const inProgress = new Set<string>()

function isDenied(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && /^(EACCES|EPERM|EROFS)$/.test(String(cause.code))
}

/** Puts aside what a killed initdb has left in the folder itself. It holds nothing, but to delete it is not up to us. */
export function setAside(dataDirectory: string): void {
  try {
    renameSync(dataDirectory, `${dataDirectory}.interrupted-${Date.now()}`)
  } catch (error) {
    // another start has just done so
    if (existsSync(dataDirectory)) throw error
  }
}

/** Removes what starts that were killed have left beside the folder. */
function removeAbandoned(dataDirectory: string): void {
  const prefix = `${basename(dataDirectory)}.new-`
  for (const name of readdirSync(dirname(dataDirectory))) {
    if (!name.startsWith(prefix)) continue
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    const isAbandoned = pid === process.pid ? !inProgress.has(name) : !isAlive(pid)
    if (isAbandoned) removeIfStill(join(dirname(dataDirectory), name))
  }
}

/** The initdb of a start that was killed a moment ago may still write there: then a later start removes the folder. */
function removeIfStill(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 2 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error
  }
}

function give(account: Account | null, ...paths: readonly string[]): void {
  if (account === null) return
  for (const path of paths) chownSync(path, account.uid, account.gid)
}
