import { accessSync, chmodSync, constants, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import * as z from 'zod/mini'

const manifest = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Makes what a tarball of npm cannot hold: symbolic links of libraries and the right to run. The package's own install
 * script does so too, where install scripts may run. Throws what the file system says if the folder is read-only.
 */
export function linkLibraries(binaries: string): void {
  for (const { source, target } of missingLinks(binaries)) symlinkSync(relative(dirname(target), source), target)
  for (const name of readdirSync(join(binaries, 'bin'))) makeExecutable(join(binaries, 'bin', name))
}

function missingLinks(binaries: string) {
  const path = join(binaries, 'pg-symlinks.json')
  if (!existsSync(path)) return []
  const links = manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  // the list names paths of the package, of which we may have a copy under another name
  const here = (name: string) => join(binaries, relative('native', name))
  return links
    .map(({ source, target }) => ({ source: here(source), target: here(target) }))
    .filter(({ target }) => !existsSync(target))
}

function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
}
