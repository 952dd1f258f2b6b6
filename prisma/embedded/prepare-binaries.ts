import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { runAs } from './account.ts'
import { explainFailure, stderrOf } from './explain-failure.ts'
import { findBinaries, findEarlierBinaries } from './find-binaries.ts'
import { isReachable } from './is-reachable.ts'
import { linkLibraries } from './link-libraries.ts'
import { makeSharedFolder, type Place } from './place.ts'

/** A Postgres that the account can run. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** Major version, which a data folder is bound to. */
  readonly major: string
}

const needed = ['bin/postgres', 'share/postgresql/postgres.bki', 'lib/postgresql']

/**
 * The binaries of `node_modules`, or a copy of them where they cannot be used in place: its folder is read-only and
 * incomplete, or the account cannot reach it. Throws `DatabaseError`.
 */
export function prepareBinaries(place: Place, root: string | undefined): Promise<Binaries> {
  return prepare(findBinaries(root), place)
}

/** Those of the major version before ours; `null` where they are not installed. Throws `DatabaseError`. */
export async function prepareEarlierBinaries(place: Place, root: string | undefined): Promise<Binaries | null> {
  const installed = findEarlierBinaries(root)
  return installed === null ? null : prepare(installed, place)
}

async function prepare(installed: string, place: Place): Promise<Binaries> {
  const folder = isUsable(installed, place) ? installed : copyBinaries(installed, place)
  const exe = process.platform === 'win32' ? '.exe' : ''
  const postgres = join(folder, 'bin', `postgres${exe}`)
  return { initdb: join(folder, 'bin', `initdb${exe}`), postgres, major: await readMajor(postgres, place) }
}

function isUsable(folder: string, { account }: Place): boolean {
  try {
    linkLibraries(folder)
  } catch {
    return false
  }
  return account === null || needed.every((name) => isReachable(join(folder, name), account))
}

function copyBinaries(installed: string, place: Place): string {
  const { mtimeMs, size } = statSync(join(installed, 'bin', 'initdb'))
  const hash = createHash('sha256').update(`${installed} ${mtimeMs} ${size}`).digest('hex').slice(0, 12)
  const copy = join(place.account === null ? dirname(place.dataDirectory) : makeSharedFolder(place), `postgres-${hash}`)
  if (existsSync(copy)) return copy
  // made beside and renamed: neither a killed start nor two at once leave half a Postgres
  const partial = `${copy}.${process.pid}`
  try {
    cpSync(installed, partial, { recursive: true, verbatimSymlinks: true })
    openToEverybody(partial)
    linkLibraries(partial)
    renameSync(partial, copy)
  } catch (cause) {
    if (existsSync(copy)) return copy
    throw explainFailure('binaries-unusable', `Postgres cannot be copied to ${copy}`, {
      cause,
      remedy: 'Make that folder writable, or set DATABASE_URL to a Postgres of your own.',
    })
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return copy
}

/** A project that was installed under a strict umask is closed to others, and so is a copy of its files. */
function openToEverybody(path: string): void {
  const stat = statSync(path)
  chmodSync(path, stat.isDirectory() ? 0o755 : stat.mode | 0o444)
  if (!stat.isDirectory()) return
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) openToEverybody(join(path, entry.name))
  }
}

async function readMajor(postgres: string, { account }: Place): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version'], { ...runAs(account), cwd: '/' })
    return /\d+/.exec(stdout)?.[0] ?? ''
  } catch (cause) {
    if (account !== null && cause instanceof Error && 'code' in cause && cause.code === 'EPERM') {
      throw explainFailure(
        'no-account',
        `Postgres does not run as root, and root may not become ${account.name} here`,
        {
          cause,
          remedy: 'Start Pinwatch as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
        },
      )
    }
    throw explainFailure('binaries-unusable', `Postgres (${dirname(postgres)}) does not run here`, {
      cause,
      detail: stderrOf(cause),
      remedy: 'It needs a Linux with glibc, so not Alpine, or macOS. Set DATABASE_URL to a Postgres of your own.',
    })
  }
}
