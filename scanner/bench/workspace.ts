import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where everything is, for all that measures. */
export interface Workspace {
  /** Folder of the project. */
  readonly root: string
  /** Folder of the bench's bundles. */
  readonly code: string
  /** The measured repository, as an absolute path. */
  readonly repo: string
  /** An empty folder for outputs and caches; removed at the end. */
  readonly scratch: string
  /** Ends whatever is being measured. */
  readonly signal: AbortSignal
}

export interface Places {
  readonly root: string
  readonly code: string
  readonly repo: string
}

/** Gives `work` a folder of its own, and removes it also when the work fails or the bench is told to end. */
export async function withWorkspace<T>(places: Places, work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(await realpath(tmpdir()), 'pinwatch-bench-'))
  const ending = new AbortController()
  const end = () => ending.abort()
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    return await work({ ...places, repo: resolve(places.repo), scratch, signal: ending.signal })
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    // a process that was told to end may write a last file meanwhile
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}
