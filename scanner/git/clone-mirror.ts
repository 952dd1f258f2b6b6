import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { GitError } from './git-error.ts'
import { runTransport, type TransportOptions } from './run-transport.ts'
import { transportUrl } from './transport-url.ts'

/**
 * Clones a URL into a bare repository at `directory`: whole or not at all, since git works in a folder beside it that is renamed when it
 * is complete. What an interrupted clone left is removed first. A directory that is there stays as it is. Rejects with `GitError`.
 */
export async function cloneMirror(url: string, directory: string, options: TransportOptions = {}): Promise<void> {
  const wanted = transportUrl(url)
  const home = dirname(directory)
  const partial = await makeBeside(directory)
  try {
    await runTransport(
      home,
      url,
      ['clone', '--bare', '--progress', '--template=', '--', wanted, join(partial, 'mirror')],
      options,
    )
    await rename(join(partial, 'mirror'), directory).catch((cause: NodeJS.ErrnoException) => {
      // somebody else was faster
      if (!existsSync(directory)) throw unusable(directory, cause)
    })
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

async function makeBeside(directory: string): Promise<string> {
  const home = dirname(directory)
  const prefix = `${basename(directory)}.partial-`
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    // a mirror may hold what not everybody on this machine may read
    await chmod(home, 0o700).catch(() => {})
    // a git that outlived its scan loses its files and ends
    for (const name of await readdir(home)) {
      if (name.startsWith(prefix)) await rm(join(home, name), { recursive: true, force: true, maxRetries: 3 })
    }
    return await mkdtemp(join(home, prefix))
  } catch (cause) {
    throw unusable(directory, cause)
  }
}

function unusable(directory: string, cause: unknown): GitError {
  const full = cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')
  const why = cause instanceof Error ? cause.message : String(cause)
  return full
    ? new GitError('disk-full', `${directory}: the disk is full. Make room and scan again.`, { cause })
    : new GitError(
        'unusable-folder',
        `${directory}: the mirror cannot be kept there (${why}). Set PINWATCH_HOME to a folder that you can write.`,
        { cause },
      )
}
