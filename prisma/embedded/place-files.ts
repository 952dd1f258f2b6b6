import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isReachable, type User } from './choose-user.ts'
import { type Binaries, binariesIn } from './locate-binaries.ts'

/** Where another user can reach what lies in a closed folder: a project or home below root's own. */
const openFolder = '/var/lib/pinwatch'

/** The binaries themselves, or a copy that the user can reach; the copy is made once for each installed package. */
export function placeBinaries(binaries: Binaries, user: User | null): Binaries {
  if (user === null || isReachable(dirname(binaries.postgres), user)) return binaries
  const version = `${binaries.directory}\0${statSync(binaries.postgres).mtimeMs}`
  const copy = join(openFolder, `postgres-${digest(version)}`)
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`
    mkdirSync(openFolder, { recursive: true })
    cpSync(binaries.directory, partial, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(partial, copy)
    } catch (error) {
      rmSync(partial, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  return binariesIn(copy)
}

/** The data folder itself, or one in its stead that the user can reach. */
export function placeData(dataDirectory: string, user: User | null): string {
  if (user === null || isReachable(dirname(dataDirectory), user)) return dataDirectory
  return join(openFolder, `data-${digest(dataDirectory)}`)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
