import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import { earlierInstall, earlierPostgres } from './find-binaries.ts'

/** In the data folder, put there last: that it is there says that the folder was complete once, and that it is ours. */
export const passwordFile = 'pinwatch-password'

/** What only an initdb that was killed leaves behind; with anything else in it a folder is somebody's. */
const made = /^(base|global|pg_\w+|PG_VERSION|postgresql(\.auto)?\.conf|server\.log)$/

/**
 * What is in a data folder: nothing, data of ours of this version, or what a killed initdb has left. Throws
 * `DatabaseError` for anything else; nothing is ever changed here.
 */
export function inspectData(dataDirectory: string, major: string): 'empty' | 'complete' | 'interrupted' {
  const names = existsSync(dataDirectory) ? readdirSync(dataDirectory) : []
  if (names.length === 0) return 'empty'
  const version = readVersion(dataDirectory)
  const ours = names.includes(passwordFile)
  const control = existsSync(join(dataDirectory, 'global', 'pg_control'))
  if (version !== '' && control && version !== major) throw otherVersion(dataDirectory, version, major)
  if (version !== '' && control && ours) return 'complete'
  if (ours) throw damaged(dataDirectory)
  if (!control && names.every((name) => made.test(name))) return 'interrupted'
  throw new DatabaseError(
    'not-ours',
    `${dataDirectory} holds something that Pinwatch has not made: ${names.slice(0, 5).join(', ')}. Nothing was ` +
      'touched. Set PINWATCH_HOME to another folder, or move that one away.',
  )
}

/** The major version of data of ours that a server of another version has made; `null`: there are none. */
export function findOtherMajor(dataDirectory: string, major: string): string | null {
  const version = readVersion(dataDirectory)
  const isWhole =
    existsSync(join(dataDirectory, passwordFile)) && existsSync(join(dataDirectory, 'global', 'pg_control'))
  return version === '' || version === major || !isWhole ? null : version
}

function readVersion(dataDirectory: string): string {
  const path = join(dataDirectory, 'PG_VERSION')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

function otherVersion(dataDirectory: string, found: string, major: string): DatabaseError {
  return new DatabaseError(
    'other-version',
    `${dataDirectory} holds data of Postgres ${found}; this Pinwatch runs Postgres ${major}, which cannot read them. ` +
      `Nothing was touched. ${howToTakeAlong(found)}Or set PINWATCH_HOME to another folder to start afresh, and take ` +
      'along what people made: pinwatch backup with the Pinwatch that made the data, pinwatch restore with this one (pg_dump of ' +
      `Postgres ${found} has all of it).`,
  )
}

/** Of the version before ours. */
function howToTakeAlong(found: string): string {
  if (found !== earlierPostgres.major) return ''
  return `Run ${earlierInstall} in the folder of Pinwatch and start again: it takes them along. `
}

function damaged(dataDirectory: string): DatabaseError {
  return new DatabaseError(
    'data-damaged',
    `${dataDirectory} was a database and is incomplete now: PG_VERSION or global/pg_control is missing. Nothing was ` +
      'touched. Restore the folder from a backup, or move it away; Pinwatch then starts with an empty database.',
  )
}
