import type { Publication } from '#scanner/model/publication.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { releasePreparation } from '#scanner/store/preparations/release-preparation.ts'
import { touchPreparation } from '#scanner/store/preparations/touch-preparation.ts'

/** Says so well before others take it for gone. */
const touchEveryMs = 5000

/** Prepares a revision that is claimed, and says meanwhile that it is; gives it back if that fails. */
export async function prepareClaimed(
  db: Store,
  claimed: { readonly treeId: number; readonly commit: string; readonly worker: string },
  prepare: (commit: string) => Promise<Publication>,
): Promise<Publication> {
  // a database that is away is met by what is written next, too
  const timer = setInterval(() => void touchPreparation(db, claimed).catch(() => {}), touchEveryMs)
  try {
    return await prepare(claimed.commit)
  } catch (error) {
    await releasePreparation(db, claimed).catch(() => {})
    throw error
  } finally {
    clearInterval(timer)
  }
}
