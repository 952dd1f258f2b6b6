import { requestScan } from '#prisma/request-scan.ts'
import { claimDueTrees, type DueTree, saveLook } from '#scanner/store/claim-due-trees.ts'
import type { Store } from '#scanner/store/open-store.ts'
import { digestRefs } from './digest-refs.ts'
import { describeTrouble, isPassing } from './scan-trouble.ts'

/** Looks of one round; the rest comes in the next one, or at another worker. */
const looksMax = 8

/**
 * Looks at trees that are followed and due, and asks for a scan of each whose branches or tags have changed. A source that cannot be reached
 * is looked at later and later. Rejects only for a database that is away.
 */
export async function followTrees(db: Store, warn: (sentence: string) => void): Promise<void> {
  const due = await claimDueTrees(db, looksMax)
  await Promise.all(due.map((tree) => look(db, tree, warn)))
}

async function look(
  db: Store,
  { id, slug, source, revisions, tags, refsDigest }: DueTree,
  warn: (sentence: string) => void,
): Promise<void> {
  try {
    const digest = await digestRefs(source)
    if (digest !== refsDigest) await requestScan(db, { source, revisions, tags })
    await saveLook(db, id, { digest })
  } catch (error) {
    if (isPassing(error)) throw error
    const message = describeTrouble(error)
    warn(`${slug} cannot be followed: ${message}`)
    await saveLook(db, id, { error: message })
  }
}
