import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** Where in the home things are kept. */
export const databaseFolder = (home: string): string => join(home, 'postgres')
export const demoFolder = (home: string): string => join(home, 'demo', 'linux.git')
export const lockFile = (home: string): string => join(home, 'start.lock')

export const mirrorsFolder = (home: string): string => join(home, 'mirrors')

/** The mirror of a URL: by the tree's name, for people, and told apart by the URL itself. */
export function mirrorFolder(home: string, slug: string, url: string): string {
  return join(mirrorsFolder(home), `${slug}-${createHash('sha256').update(url).digest('hex').slice(0, 8)}.git`)
}
/** The token of single-user mode; the pages read it there as well. */
export const tokenFile = (home: string): string => join(home, 'token')
