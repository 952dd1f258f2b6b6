import type { Repository } from '#scanner/git/open-repository.ts'
import { catalogueVersion } from '#scanner/model/catalogue/index.ts'
import type { Publication } from '#scanner/model/publication.ts'
import { readerVersion } from '#scanner/read/read-facts.ts'
import { composePublication } from '#scanner/run/compose-publication.ts'
import type { FactsMemory } from '#scanner/run/facts-memory.ts'
import { findFileBuilds } from '#scanner/run/find-file-builds.ts'
import type { FilesRead } from '#scanner/run/read-blobs.ts'
import { streamTexts } from '#scanner/run/stream-texts.ts'
import { scanIn } from '#scanner/run.ts'
import { missingTexts } from '#scanner/store/missing-texts.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { saveFacts } from '#scanner/store/save-facts.ts'
import { saveTexts } from '#scanner/store/save-texts.ts'

export interface PrepareCommitOptions {
  /** Serves the revisions that come behind it, too: it is not closed here. */
  readonly repository: Repository
  /** Folder of the repository that the tree is; all of it if absent. */
  readonly subdir?: string
  readonly home: string
  /** What is known of the revisions that were prepared before. */
  readonly memory: FactsMemory
  readonly workerEntry: URL | null
  readonly signal: AbortSignal
  readonly onPhase: (phase: 'reading' | 'publishing', part: number | null, files: FilesRead | null) => void
}

/**
 * Scans one commit and saves texts and facts of its files: all of publishing it that depends on no other revision, so that any worker can do
 * it, in any order. It is called by its abbreviated id until it is published.
 */
export async function prepareCommit(db: Store, oid: string, options: PrepareCommitOptions): Promise<Publication> {
  const { repository, home, memory, signal, onPhase } = options
  onPhase('reading', 0, null)
  const scanning = scanIn(
    { ...repository, close: () => {} },
    {
      repo: repository.directory,
      rev: oid,
      subdir: options.subdir ?? '',
      include: [],
      cacheHome: home,
      memory,
      workerEntry: options.workerEntry,
      onProgress: (read, total, files) => onPhase('reading', total === 0 ? null : read / total, files),
    },
  )
  // reading cannot be called off; whoever does so need not wait for its end
  const scan = await orAbort(scanning, signal)
  const builds = await findFileBuilds(
    scan.repository.objects,
    scan.commit.tree,
    scan.rows.map(({ path }) => path),
  )
  onPhase('publishing', null, null)
  const publication = composePublication(scan, { label: null, builds })
  const missing = await missingTexts(
    db,
    publication.files.map(({ oid }) => oid),
  )
  await streamTexts(repository, missing, (texts) => saveTexts(db, texts))
  await saveFacts(db, { readerVersion, catalogueVersion }, scan.tree.files)
  signal.throwIfAborted()
  return publication
}

function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
