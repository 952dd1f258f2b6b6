import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseError } from '../database-error.ts'
import { type Account, chooseAccount } from './account.ts'
import { explainFailure } from './explain-failure.ts'
import { isPassable } from './is-reachable.ts'

/** Where data and copied binaries go when root's project is in a folder that no other user can enter. */
export const defaultSharedFolder = '/var/lib/pinwatch'

/** Where the data are, and who may touch them. */
export interface Place {
  /** Without symbolic links: that is how a running server names it. */
  readonly dataDirectory: string
  readonly account: Account | null
  readonly sharedFolder: string
}

/**
 * Makes the folder above the data and decides who runs the server. The data are elsewhere than wanted if that is in a
 * folder which only root can enter, such as root's home. Throws `DatabaseError`.
 */
export function choosePlace(wanted: string, sharedFolder: string): Place {
  makeFolder(dirname(resolve(wanted)))
  const place = findPlace(wanted, sharedFolder)
  if (dirname(place.dataDirectory) === sharedFolder) makeSharedFolder(place)
  return place
}

/** The same for a folder that is there, and nothing is made. Throws `DatabaseError`. */
export function findPlace(wanted: string, sharedFolder: string): Place {
  const beside = realpathSync(dirname(resolve(wanted)))
  const place = placeAt(join(beside, basename(resolve(wanted))), sharedFolder)
  if (place.account === null || isPassable(beside, place.account)) return place
  const hash = createHash('sha256').update(place.dataDirectory).digest('hex').slice(0, 12)
  return placeAt(join(sharedFolder, `database-${hash}`), sharedFolder)
}

function placeAt(wanted: string, sharedFolder: string): Place {
  const existing = statSync(wanted, { throwIfNoEntry: false })
  const dataDirectory = existing === undefined ? wanted : realpathSync(wanted)
  const self = process.getuid?.()
  if (existing !== undefined && self !== undefined && self !== 0 && existing.uid !== self) {
    throw new DatabaseError(
      'folder-unusable',
      `${dataDirectory} belongs to another user (${existing.uid}), and Postgres runs on its owner's data only. ` +
        'Start Pinwatch as that user, or set PINWATCH_HOME to another folder.',
    )
  }
  return { dataDirectory, account: chooseAccount(dataDirectory), sharedFolder }
}

/** Readable for everybody, whatever the umask says: what is in it looks after itself. */
export function makeSharedFolder({ sharedFolder }: Place): string {
  makeFolder(sharedFolder)
  chmodSync(sharedFolder, 0o755)
  return sharedFolder
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (cause) {
    throw explainFailure('folder-unusable', `The folder ${path} cannot be made`, {
      cause,
      remedy: 'Give this user the right to write there, or set PINWATCH_HOME to another folder.',
    })
  }
}
