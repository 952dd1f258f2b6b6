import type { ExcludedDirectory } from '#scanner/model/selection.ts'
import type { FactsMemory } from './facts-memory.ts'
import type { ReadingProgress } from './read-blobs.ts'

export interface ScanOptions {
  /** A work tree's top folder or a bare repository. */
  readonly repo: string
  readonly rev: string
  /** Folder of the repository that the scan keeps to; all of it if absent. */
  readonly subdir?: string
  /** Top-level directories of the kernel that are left out by default and wanted here. */
  readonly include: readonly ExcludedDirectory[]
  /** Folder of the facts cache; `null` scans without one. */
  readonly cacheHome: string | null
  /** What this process knows over the cache: for several revisions, one after another. */
  readonly memory?: FactsMemory
  /** Module that runs `runReadWorker()` when started as a thread; `null` reads in this one. */
  readonly workerEntry: URL | null
  readonly onProgress?: ReadingProgress
}
