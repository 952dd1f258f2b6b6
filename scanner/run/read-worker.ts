import { parentPort } from 'node:worker_threads'
import { GitError, type GitErrorCode } from '#scanner/git/git-error.ts'
import type { LookNames } from './look-names.ts'
import { searchBlobs } from './search-blobs.ts'

/** What a reading thread is given, one task at a time, and what it answers: verdicts as JSON, which is also how they are kept. */
export interface WorkerTask {
  readonly directory: string
  /** Ids of blobs, or keys of blobs that are read with names. */
  readonly oids: readonly string[]
  /** For each the names that it is read with, if any is. */
  readonly names: readonly (LookNames | null)[]
}
/** `index` is into the task's `oids`; the verdict is JSON of a `BlobVerdict`. */
export interface Found {
  readonly index: number
  readonly verdict: string
}
export type WorkerAnswer =
  | { readonly kind: 'read'; readonly bytes: number; readonly found: readonly Found[] }
  | { readonly kind: 'done' }
  /** An error's class does not cross threads: its code does. */
  | { readonly kind: 'failed'; readonly code: GitErrorCode | null; readonly message: string }

/** An answer costs a thread switch: one for so many bytes read is often enough for a progress bar. */
const answerBytes = 8 * 1024 * 1024

/** Runs in a worker thread: one `cat-file` of its own, so that git unpacks on one core while C is read on the other. */
export function runReadWorker(): void {
  parentPort?.on('message', (task: WorkerTask) => void read(task))
}

async function read(task: WorkerTask): Promise<void> {
  const answer = (message: WorkerAnswer) => parentPort?.postMessage(message)
  try {
    let found: Found[] = []
    let bytes = 0
    const flush = () => {
      answer({ kind: 'read', bytes, found })
      found = []
      bytes = 0
    }
    await searchBlobs(
      task,
      (index, verdict) => found.push({ index, verdict: JSON.stringify(verdict) }),
      (read) => {
        bytes += read
        if (bytes >= answerBytes) flush()
      },
    )
    flush()
    answer({ kind: 'done' })
  } catch (error) {
    answer({
      kind: 'failed',
      code: error instanceof GitError ? error.code : null,
      message: error instanceof Error ? error.message : String(error),
    })
  }
}
