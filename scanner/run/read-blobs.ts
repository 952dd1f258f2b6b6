import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { GitError } from '#scanner/git/git-error.ts'
import { listSizes } from '#scanner/git/list-sizes.ts'
import type { ObjectReader } from '#scanner/git/open-object-reader.ts'
import type { Lacking } from '#scanner/git/spare-lacking.ts'
import { type LookNames, oidOfKey } from './look-names.ts'
import type { Hit, WorkerAnswer, WorkerTask } from './read-worker.ts'
import { withReadingThreads } from './reading-threads.ts'
import { readingWith, searchBlobs } from './search-blobs.ts'
import { searchFew } from './search-few.ts'

/**
 * Larger files are left out, and counted. In the kernels read, no file above 0.5 MB names an API; the hundred above this
 * size are generated register tables, a third of all bytes.
 */
export const sizeBytesMax = 1024 * 1024

/** Below this, starting threads costs more than it saves: git is a process of its own in any case. */
const threadedBytesMin = 256 * 1024 * 1024

/** As many are held in memory at once, and so many bytes of them: all that a commit changes, and less than a release does. */
const fewMax = 512
const fewBytesMax = 8 * 1024 * 1024

/** Told now and then how many of how many bytes are read, and how many of how many files. */
export type ReadingProgress = (readBytes: number, totalBytes: number, files: FilesRead) => void
export interface FilesRead {
  readonly done: number
  readonly all: number
}

export interface ReadingOptions {
  /** Module that runs `runReadWorker()` when started as a thread; `null` reads in this one. */
  readonly workerEntry: URL | null
  readonly onProgress?: ReadingProgress
  /** A git that runs already: a few blobs are read over it, since starting two of their own costs more than reading them. */
  readonly objects?: ObjectReader
  /** What a partial clone lacks: large blobs are too large to be read anyway, any other is refused. */
  readonly lacking?: Lacking | undefined
}

/**
 * Verdicts of blobs, as JSON of `BlobVerdict`; what is missing in the answer is blank. A blob that is read with names of
 * wrappers is asked for by its `lookKey()`, and `namesOf` says which.
 */
export async function readBlobs(
  directory: string,
  asked: readonly string[],
  { workerEntry, onProgress, lacking, objects }: ReadingOptions,
  namesOf: ReadonlyMap<string, LookNames> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const verdicts = new Map<string, string>()
  const oids = asked.filter((key) => !isLackingLarge(oidOfKey(key), lacking))
  for (const key of asked) if (isLackingLarge(oidOfKey(key), lacking)) verdicts.set(key, skippedForSize)
  if (oids.length === 0) return verdicts
  const few = objects !== undefined && oids.length <= fewMax ? objects : null
  const sizes =
    few === null
      ? await listSizes(directory, oids.map(oidOfKey))
      : await Promise.all(oids.map((key) => few.size(oidOfKey(key))))
  const wanted: string[] = []
  const wantedSizes: number[] = []
  let total = 0
  oids.forEach((oid, index) => {
    const size = sizes[index] ?? 0
    if (size > sizeBytesMax) {
      verdicts.set(oid, skippedForSize)
      return
    }
    wanted.push(oid)
    wantedSizes.push(size)
    total += size
  })
  let done = 0
  let filesDone = 0
  const onRead = (bytes: number, files: number) => {
    done += bytes
    filesDone += files
    onProgress?.(done, total, { done: filesDone, all: wanted.length })
  }
  const names = wanted.map((key) => namesOf.get(key) ?? null)
  if (few !== null && total <= fewBytesMax) {
    for (const [index, verdict] of await searchFew(few, { directory, oids: wanted, names }))
      verdicts.set(wanted[index] ?? '', JSON.stringify(verdict))
    onRead(total, wanted.length)
    return verdicts
  }
  if (workerEntry === null || total < threadedBytesMin || namesOf.size > 0) {
    await searchBlobs(
      { directory, oids: wanted, names },
      (index, verdict) => verdicts.set(wanted[index] ?? '', JSON.stringify(verdict)),
      onRead,
    )
    return verdicts
  }
  const { read } = readingWith([])
  const parts = partition(wanted, wantedSizes, Math.min(availableParallelism(), 8))
  await withReadingThreads(workerEntry, parts.length, (threads) =>
    Promise.all(
      threads.map((thread, part) => {
        const oids = parts[part] ?? []
        const onHit = ({ index, bytes: { buffer } }: Hit) => {
          const verdict = read(index, Buffer.from(buffer))
          if (verdict !== null) verdicts.set(oids[index] ?? '', JSON.stringify(verdict))
        }
        return searchInThread(thread, { directory, oids }, onHit, onRead)
      }),
    ),
  )
  return verdicts
}

const skippedForSize = '{"kind":"skipped","reason":"size"}'

function isLackingLarge(oid: string, lacking: Lacking | undefined): boolean {
  return lacking !== undefined && lacking.blobBytesMin >= sizeBytesMax && lacking.oids.has(oid)
}

/** Cuts a list into runs of about equal weight; neighbours stay together, since git stores them as deltas. */
function partition(oids: readonly string[], sizes: readonly number[], count: number): readonly string[][] {
  // a small file costs git and us about as much as so many bytes
  const perFile = 2048
  const total = sizes.reduce((sum, size) => sum + size + perFile, 0)
  const parts: string[][] = Array.from({ length: Math.max(1, count) }, () => [])
  let weight = 0
  oids.forEach((oid, index) => {
    parts[Math.min(parts.length - 1, Math.floor((weight / total) * parts.length))]?.push(oid)
    weight += (sizes[index] ?? 0) + perFile
  })
  return parts.filter((part) => part.length > 0)
}

function searchInThread(
  thread: Worker,
  task: WorkerTask,
  onHit: (hit: Hit) => void,
  onRead: (bytes: number, files: number) => void,
): Promise<void> {
  let stopListening = () => {}
  const reading = new Promise<void>((resolve, reject) => {
    const onMessage = (answer: WorkerAnswer) => {
      switch (answer.kind) {
        case 'searched':
          answer.hits.forEach(onHit)
          onRead(answer.bytes, answer.files)
          break
        case 'done':
          resolve()
          break
        case 'failed':
          reject(answer.code === null ? new Error(answer.message) : new GitError(answer.code, answer.message))
          break
      }
    }
    const onExit = (code: number) => reject(new Error(`a reading thread ended early (${code})`))
    thread.on('message', onMessage).on('error', reject).on('exit', onExit)
    stopListening = () => thread.off('message', onMessage).off('error', reject).off('exit', onExit)
  })
  thread.postMessage(task)
  return reading.finally(() => stopListening())
}
