import type { Transaction } from '#prisma/client.ts'
import type { MailSection } from './list-mail-sections.ts'

/** A section by the slugs of its address, as one that somebody is not told of yet; `null`: there is none. */
export async function findMailSection(
  database: Transaction,
  treeSlug: string,
  sectionSlug: string,
): Promise<MailSection | null> {
  const found = await database.subsystem.findFirst({
    where: { slug: sectionSlug, tree: { slug: treeSlug } },
    select: { title: true, slug: true, tree: { select: { id: true, slug: true, name: true } } },
  })
  if (found === null) return null
  const { title, slug, tree } = found
  return {
    treeId: tree.id,
    slug: tree.slug,
    treeName: tree.name,
    section: title,
    sectionSlug: slug,
    frequency: 'off',
    isOwn: false,
  }
}
