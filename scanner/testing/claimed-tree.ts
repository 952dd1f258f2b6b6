import { connectDatabase, type Database } from '#prisma/client.ts'
import { requestScan } from '#prisma/request-scan.ts'
import type { LayOut } from '#scanner/store/arrange-lines.ts'
import { claimScan } from '#scanner/store/claim-scan.ts'
import type { PublishOptions } from '#scanner/store/publish-revision.ts'
import type { ScanClaim } from '#scanner/store/scan-claim.ts'
import { createTestDatabase } from './database.ts'
import { alphabetical } from './lay-out.ts'
import { whenFileEnds } from './when-file-ends.ts'

/** A database of its own, migrated and empty, and a client that is ended when the test file is done. */
export async function openTestDatabase(): Promise<{ readonly db: Database; readonly url: string }> {
  const { url } = await createTestDatabase()
  return { db: connectTestDatabase(url), url }
}

export function connectTestDatabase(url: string): Database {
  const db = connectDatabase(url)
  // before its database is dropped, since it was made later
  whenFileEnds(() => db.$disconnect())
  return db
}

export interface ClaimedTree {
  readonly treeId: number
  readonly scan: ScanClaim
  /** For `publishRevision`. */
  readonly options: PublishOptions
}

/** A tree and a scan of it that is ours: what publishing needs. Commits of one first letter are a line, by alphabet, unless said. */
export async function claimTree(
  db: Database,
  source = '/srv/linux',
  layOut: LayOut = alphabetical,
): Promise<ClaimedTree> {
  const { scanId, treeId } = await requestScan(db, { source, revisions: [], tags: [] })
  const claimed = await claimScan(db, scanId)
  if (claimed.kind !== 'claimed') throw new Error(`scan ${scanId} cannot be claimed: ${claimed.kind}`)
  const scan = { id: scanId, claim: claimed.scan.claim }
  return { treeId, scan, options: { treeId, scan, layOut } }
}
