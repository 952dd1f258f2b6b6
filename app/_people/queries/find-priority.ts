import type { SitePriority } from '#app/_people/priority.ts'
import type { Transaction } from '#prisma/client.ts'
import { findSites } from './choose-sites.ts'
import { getPriority } from './get-priority.ts'
import { openNewest } from './open-newest.ts'

/** How soon somebody should look at a site of the newest revision, by its key. Throws `Refusal`. */
export async function findPriority(database: Transaction, slug: string, key: string): Promise<SitePriority> {
  const { tree, revision } = await openNewest(database, slug)
  const [siteId = 0] = await findSites(database, tree.id, revision, [key])
  return getPriority(database, siteId)
}
