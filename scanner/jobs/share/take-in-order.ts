import { setTimeout as delay } from 'node:timers/promises'
import type { Publication } from '#scanner/model/publication.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { claimPreparation } from '#scanner/store/preparations/claim-preparation.ts'
import { getPreparation } from '#scanner/store/preparations/get-preparation.ts'
import { offerPreparations } from '#scanner/store/preparations/offer-preparations.ts'
import { savePreparation } from '#scanner/store/preparations/save-preparation.ts'
import type { WantedPreparations } from '#scanner/store/preparations/wanted-preparations.ts'
import { prepareClaimed } from './prepare-claimed.ts'

export interface TakeOptions extends WantedPreparations {
  /** Us, as the owner of the scan. */
  readonly worker: string
  readonly signal: AbortSignal
  readonly prepare: (commit: string) => Promise<Publication>
}

/** So many are offered at a time: enough for some workers, and what is prepared and not published yet stays small. */
const offeredMax = 16
const waitMs = 150

/**
 * What is to be published of the first of these revisions. All workers may prepare what follows meanwhile; where another has the first, we
 * do the next that nobody has, so that whoever is quicker does more and each is done once.
 */
export async function takeInOrder(db: Store, commits: readonly string[], options: TakeOptions): Promise<Publication> {
  const { worker, signal, prepare, treeId, analysisVersion } = options
  const [first = ''] = commits
  // of the last one there is nothing to share
  if (commits.length === 1)
    return (await getPreparation(db, { treeId, commit: first, analysisVersion })) ?? prepare(first)
  const offered = commits.slice(0, offeredMax)
  await offerPreparations(db, options, { owner: worker, commits: offered })
  for (;;) {
    signal.throwIfAborted()
    const ready = await getPreparation(db, { treeId, commit: first, analysisVersion })
    if (ready !== null) return ready
    const commit =
      (await claimPreparation(db, options, { worker, commits: [first] })) ??
      (await claimPreparation(db, options, { worker, commits: offered.slice(1) }))
    if (commit === null) {
      await delay(waitMs)
      continue
    }
    const publication = await prepareClaimed(db, { treeId, commit, worker }, prepare)
    if (commit === first) return publication
    await savePreparation(db, options, publication)
  }
}
