import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it, unless it is there. Node's own `recursive` never ends where a file system says "no such file" of a
 * folder's child (procfs, autofs).
 */
export function makeFolder(folder: string): void {
  // what is scanned may not be everybody's to read; the account that root runs the database as has to get through
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700
  try {
    mkdirSync(folder, { mode })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    if (code === 'ENOENT' && dirname(folder) !== folder) {
      makeFolder(dirname(folder))
      mkdirSync(folder, { mode })
    } else if (code !== 'EEXIST' || !statSync(folder).isDirectory()) throw cause
  }
}

/** Makes a folder that nobody else looks into, also where an earlier version made it otherwise. */
export function makePrivateFolder(folder: string): void {
  makeFolder(folder)
  try {
    chmodSync(folder, 0o700)
  } catch {
    // somebody else's, who has said what it should be
  }
}
