import type { SiteTriage } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'
import { findSites } from './choose-sites.ts'
import { listTriage, presentTriage } from './list-triage.ts'
import { openNewest } from './open-newest.ts'

/** What is decided of a site of the newest revision, and what somebody proposes. */
export async function getTriage(
  database: Transaction,
  slug: string,
  key: string,
): Promise<{ readonly triage: SiteTriage | null; readonly proposal: SiteTriage | null }> {
  const { tree, revision } = await openNewest(database, slug)
  const siteIds = await findSites(database, tree.id, revision, [key])
  const stored = await listTriage(database, tree.id, revision, { siteIds })
  const present = async (isDecided: boolean) => {
    const found = stored.find((triage) => triage.isDecided === isDecided)
    return found === undefined ? null : presentTriage(database, revision, found)
  }
  return { triage: await present(true), proposal: await present(false) }
}
