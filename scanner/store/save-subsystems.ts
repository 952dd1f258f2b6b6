import { createHash } from 'node:crypto'
import type { Transaction } from '#prisma/client.ts'

/** Identities of sections by title: those that the tree has, and new ones for the titles it has not. */
export async function saveSubsystems(
  tx: Transaction,
  treeId: number,
  titles: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const known = await tx.subsystem.findMany({ where: { treeId }, select: { title: true, slug: true } })
  const knownTitles = new Set(known.map(({ title }) => title))
  const fresh = titles.filter((title) => !knownTitles.has(title))
  const slugs = chooseSlugs(fresh, new Set(known.map(({ slug }) => slug)))
  await tx.$executeRaw`
    insert into subsystem (tree_id, title, slug)
    select ${treeId}, wanted.title, wanted.slug from unnest(${fresh}::text[], ${slugs}::text[]) wanted (title, slug)`
  const rows = await tx.subsystem.findMany({ where: { treeId }, select: { id: true, title: true } })
  return new Map(rows.map(({ id, title }) => [title, id]))
}

/**
 * For each title a slug that none of the tree has, and that never changes: it is in addresses. "HID LOGITECH DRIVERS" and
 * "HID++ LOGITECH DRIVERS" (6.12) are one word but for a sign; the later one gets a digest of its title behind it.
 */
function chooseSlugs(titles: readonly string[], taken: ReadonlySet<string>): readonly string[] {
  const used = new Set(taken)
  return titles.map((title) => {
    const plain = slugOf(title)
    const digest = createHash('sha256').update(title).digest('hex')
    let slug = plain
    for (let digits = 4; used.has(slug); digits += 4) slug = `${plain}-${digest.slice(0, digits)}`
    used.add(slug)
    return slug
  })
}

function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, 100)
    .replace(/^-|-$/g, '')
  return slug === '' ? 'section' : slug
}
