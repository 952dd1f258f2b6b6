import { setTimeout as delay } from 'node:timers/promises'
import { listPresent } from '#scanner/git/list-present.ts'
import { openLastingRepository, type Repository } from '#scanner/git/open-repository.ts'
import { subdirOf } from '#scanner/model/source.ts'
import { analysisVersion } from '#scanner/run/analysis-version.ts'
import { type FactsMemory, withFactsMemory } from '#scanner/run/facts-memory.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { claimPreparation } from '#scanner/store/preparations/claim-preparation.ts'
import { listOpenPreparations } from '#scanner/store/preparations/list-open-preparations.ts'
import type { SharedScan } from '#scanner/store/preparations/list-shared-scans.ts'
import { savePreparation } from '#scanner/store/preparations/save-preparation.ts'
import { openTree } from '../open-tree.ts'
import { prepareCommit } from '../prepare-commit.ts'
import { prepareClaimed } from './prepare-claimed.ts'

export interface HelpOptions {
  readonly home: string
  readonly workerEntry: URL | null
  readonly worker: string
  readonly signal: AbortSignal
  readonly onPhase: (phase: string, part: number | null) => void
}

const waitMs = 150
/** While it is published what was prepared, more may be offered. */
const waitsMax = 40

/**
 * Prepares revisions of a scan that another worker runs and publishes, out of a mirror of our own, until there are none left. What our
 * repository does not have is left to others. Resolves to how many were handed over.
 */
export async function helpScan(db: Store, scan: SharedScan, options: HelpOptions): Promise<number> {
  const { signal, onPhase, home } = options
  const directory = await openTree(scan, { home, signal, onProgress: (phase, _line, part) => onPhase(phase, part) })
  const repository = await openLastingRepository(directory)
  return withFactsMemory(home, (memory) => prepareOffered(db, scan, repository, { ...options, memory })).finally(() =>
    repository.close(),
  )
}

async function prepareOffered(
  db: Store,
  scan: SharedScan,
  repository: Repository,
  { memory, home, workerEntry, worker, signal, onPhase }: HelpOptions & { readonly memory: FactsMemory },
): Promise<number> {
  const subdir = subdirOf(scan.source)
  const wanted = { treeId: scan.treeId, scanId: scan.id, analysisVersion }
  let handedOver = 0
  for (let waits = 0; waits < waitsMax; ) {
    signal.throwIfAborted()
    const open = await listOpenPreparations(db, wanted)
    if (open === null) break
    const here = open.length === 0 ? [] : await listPresent(repository.directory, open)
    const commit = here.length === 0 ? null : await claimPreparation(db, wanted, { worker, commits: here })
    if (commit === null) {
      waits++
      await delay(waitMs)
      continue
    }
    waits = 0
    const publication = await prepareClaimed(db, { treeId: scan.treeId, commit, worker }, (oid) =>
      prepareCommit(db, oid, { repository, subdir, home, memory, workerEntry, signal, onPhase }),
    )
    if (await savePreparation(db, { treeId: scan.treeId, worker }, publication)) handedOver++
  }
  return handedOver
}
