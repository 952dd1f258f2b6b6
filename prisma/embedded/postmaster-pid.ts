import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What a server writes about itself into its data folder. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** The server that holds the folder, or that was killed there. Half a file, just being written, is none yet. */
export function readPostmaster(dataDirectory: string): Postmaster | null {
  try {
    const lines = readFileSync(pidFile(dataDirectory), 'utf8').split('\n')
    const pid = Number(lines[0])
    const port = Number(lines[3])
    return pid > 0 ? { pid, port } : null
  } catch {
    return null
  }
}

/**
 * Removes the file of a killed server whose process id belongs to something else by now, which Postgres could take for
 * that server. Where the id is free Postgres clears the file itself; left to it, it also sees whether children of the
 * killed server still write.
 */
export function clearPostmaster(dataDirectory: string, judged: Postmaster): void {
  // not if a server has come up since
  if (readPostmaster(dataDirectory)?.pid === judged.pid) rmSync(pidFile(dataDirectory), { force: true })
}

const pidFile = (dataDirectory: string) => join(dataDirectory, 'postmaster.pid')
