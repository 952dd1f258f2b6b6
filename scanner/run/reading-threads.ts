import { Worker } from 'node:worker_threads'

/** So long an idle thread waits for the next revision: of a backfill it comes in a second or two. */
const idleMsMax = 10_000

interface IdleThread {
  readonly thread: Worker
  /** Out of the pool, without what was listened for there. */
  readonly leave: () => void
}

const idle = new Map<string, IdleThread[]>()

/**
 * Gives `work` so many threads of `entry`: those of the revision before, if they still wait. A thread that has read once starts in no time and
 * its code is compiled, which for a point release is half of what reading costs. They keep no process alive.
 *
 * If the work fails, the threads end with it: what they do is of no use to anybody.
 */
export async function withReadingThreads<T>(
  entry: URL,
  count: number,
  work: (threads: readonly Worker[]) => Promise<T>,
): Promise<T> {
  const threads = Array.from({ length: count }, () => takeIdle(entry) ?? new Worker(entry, { workerData: readingRole }))
  for (const thread of threads) thread.ref()
  try {
    const result = await work(threads)
    for (const thread of threads) keepIdle(entry, thread)
    return result
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.terminate()))
    throw error
  }
}

/** How a module that is started as a thread knows what for. */
const readingRole = { kind: 'read-blobs' }

function takeIdle(entry: URL): Worker | null {
  const kept = idle.get(entry.href)?.at(-1)
  kept?.leave()
  return kept?.thread ?? null
}

function keepIdle(entry: URL, thread: Worker): void {
  const waiting = idle.get(entry.href) ?? []
  idle.set(entry.href, waiting)
  const end = () => {
    leave()
    void thread.terminate()
  }
  const ending = setTimeout(end, idleMsMax).unref()
  const kept: IdleThread = {
    thread,
    leave: () => {
      clearTimeout(ending)
      thread.off('error', end).off('exit', end)
      waiting.splice(waiting.indexOf(kept), 1)
    },
  }
  const { leave } = kept
  waiting.push(kept)
  // an error that nobody listens for would end the process
  thread.on('error', end).on('exit', end)
  thread.unref()
}
