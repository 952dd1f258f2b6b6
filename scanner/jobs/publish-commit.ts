import { catalogueVersion } from '#scanner/model/catalogue/index.ts'
import { readerVersion } from '#scanner/read/read-facts.ts'
import { composePublication } from '#scanner/run/compose-publication.ts'
import { identifyPublication } from '#scanner/run/identify-publication.ts'
import { streamTexts } from '#scanner/run/stream-texts.ts'
import { type Scan, scanRevision } from '#scanner/run.ts'
import type { LayOut } from '#scanner/store/arrange-lines.ts'
import { missingTexts } from '#scanner/store/missing-texts.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { type PublishOutcome, publishRevision } from '#scanner/store/publish-revision.ts'
import { saveFacts } from '#scanner/store/save-facts.ts'
import { saveTexts } from '#scanner/store/save-texts.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'
import type { WantedRevision } from './resolve-revisions.ts'

export interface PublishCommitOptions {
  readonly directory: string
  readonly home: string
  readonly workerEntry: URL | null
  readonly treeId: number
  readonly claim: ScanClaim
  readonly layOut: LayOut
  readonly signal: AbortSignal
  readonly onPhase: (phase: 'reading' | 'publishing', part: number | null) => void
}

/** Scans one commit and publishes it, with the texts and facts of its files. */
export async function publishCommit(
  db: Store,
  { oid, label }: WantedRevision,
  options: PublishCommitOptions,
): Promise<PublishOutcome> {
  const { directory, home, signal, onPhase } = options
  onPhase('reading', 0)
  const scanning = scanRevision({
    repo: directory,
    rev: oid,
    include: [],
    cacheHome: home,
    workerEntry: options.workerEntry,
    onProgress: (read, total) => onPhase('reading', total === 0 ? null : read / total),
  })
  // reading cannot be called off; whoever does so need not wait for its end
  const scan = await orAbort(scanning, signal)
  scan.repository.close()
  onPhase('publishing', null)
  return publish(db, scan, label, options)
}

async function publish(
  db: Store,
  scan: Scan,
  label: string | null,
  { directory, treeId, claim, layOut, signal }: PublishCommitOptions,
): Promise<PublishOutcome> {
  const publication = composePublication(scan, { label })
  const missing = await missingTexts(
    db,
    publication.files.map(({ oid }) => oid),
  )
  await streamTexts(directory, missing, (texts) => saveTexts(db, texts))
  await saveFacts(db, { readerVersion, catalogueVersion }, scan.tree.files)
  signal.throwIfAborted()
  return publishRevision(db, publication, {
    treeId,
    scan: claim,
    layOut,
    identify: (found, earlier) => identifyPublication(directory, found, earlier),
  })
}

function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
