import type { SitePriority } from '#app/_people/priority.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Priority } from '#scanner/model/priority.ts'

/** How soon somebody should look at a site, and who said so. */
export async function getPriority(database: Transaction, siteId: number): Promise<SitePriority> {
  const found = await database.sitePriority.findUnique({
    where: { siteId },
    select: { level: true, madeAt: true, madeBy: { select: { name: true, email: true } } },
  })
  if (found === null) return { priority: 'normal', by: null, date: null }
  const { level, madeAt, madeBy } = found
  // a check of the table knows no other words
  return { priority: level as Priority, by: madeBy.email ?? madeBy.name, date: madeAt.toISOString() }
}
