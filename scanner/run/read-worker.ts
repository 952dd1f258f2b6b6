import { parentPort } from 'node:worker_threads'
import { GitError, type GitErrorCode } from '#scanner/git/git-error.ts'
import { findBlobs } from './find-blobs.ts'

/** What a searching thread is given, one task at a time. */
export interface WorkerTask {
  readonly directory: string
  readonly oids: readonly string[]
}
/** A blob that is to be read; `index` is into the task's `oids`. */
export interface Hit {
  readonly index: number
  readonly bytes: Uint8Array<ArrayBuffer>
}
export type WorkerAnswer =
  | { readonly kind: 'searched'; readonly bytes: number; readonly files: number; readonly hits: readonly Hit[] }
  | { readonly kind: 'done' }
  /** An error's class does not cross threads: its code does. */
  | { readonly kind: 'failed'; readonly code: GitErrorCode | null; readonly message: string }

/** An answer costs a thread switch: one for so many bytes searched is often enough for a progress bar. */
const answerBytes = 8 * 1024 * 1024

/**
 * Runs in a worker thread: one `cat-file` of its own, whose blobs it searches. What is found is read by whoever asked, since the engine
 * needs a second of each thread to compile the reader well, more than reading all that a kernel has to be read takes afterwards.
 */
export function runReadWorker(): void {
  parentPort?.on('message', (task: WorkerTask) => void search(task))
}

async function search(task: WorkerTask): Promise<void> {
  const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer)
  try {
    let hits: Hit[] = []
    let bytes = 0
    let files = 0
    const flush = () => {
      answer(
        { kind: 'searched', bytes, files, hits },
        hits.map((hit) => hit.bytes.buffer),
      )
      hits = []
      bytes = 0
      files = 0
    }
    await findBlobs(
      { ...task, mentions: () => null },
      (index, lent) => hits.push({ index, bytes: new Uint8Array(lent) }),
      (searched, blobs) => {
        bytes += searched
        files += blobs
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
