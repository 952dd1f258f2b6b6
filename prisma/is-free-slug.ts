import type { Transaction } from './client.ts'
import { reservedSlugs } from './request-scan.ts'

/** Whether a tree may have this first part of addresses: it is one, no page has it, and no tree has or had it. */
export async function isFreeSlug(db: Transaction, slug: string): Promise<boolean> {
  if (!/^[a-z\d]+(?:-[a-z\d]+)*$/.test(slug) || slug.length > 64 || reservedSlugs.has(slug)) return false
  const taken = (await db.tree.count({ where: { slug } })) + (await db.formerSlug.count({ where: { slug } }))
  return taken === 0
}
