import { getRevision } from '#app/_data/get-revision.ts'
import { holdsAt } from '#app/_data/revision-place.ts'
import type { Transaction } from '#prisma/client.ts'
import { theRest } from '#scanner/model/owners.ts'
import type { Frequency } from '#scanner/model/telling/mail.ts'

/** A section that somebody may want mails about. */
export interface MailSection {
  readonly treeId: number
  readonly slug: string
  readonly treeName: string
  /** Title, and its slug where the tree has such a section. */
  readonly section: string
  readonly sectionSlug: string | null
  readonly frequency: Frequency | 'off'
  /** MAINTAINERS names them there. */
  readonly isOwn: boolean
}

/** Sections that an account is told of, and those of trees' newest revisions that name a proven address of it. By tree and title. */
export async function listMailSections(database: Transaction, userId: string): Promise<readonly MailSection[]> {
  const trees = await database.tree.findMany({ orderBy: { name: 'asc' }, select: { id: true, slug: true, name: true } })
  const found: MailSection[] = []
  for (const tree of trees) {
    const revision = await getRevision(database, tree.id, null)
    const named =
      revision === null
        ? []
        : await database.$queryRaw<{ title: string }[]>`
            select distinct subsystem.title
            from participant
            join person on person.email = participant.email
            join subsystem_person named on named.person_id = person.id
            join subsystem on subsystem.id = named.subsystem_id
            where participant.user_id = ${userId} and subsystem.title <> ${theRest} and ${holdsAt('named', revision)}`
    const own = new Set(named.map(({ title }) => title))
    const subscribed = await database.$queryRaw<{ section: string; frequency: Frequency }[]>`
      select section, frequency from subscription where user_id = ${userId} and tree_id = ${tree.id}`
    const frequencies = new Map(subscribed.map(({ section, frequency }) => [section, frequency]))
    const titles = [...new Set([...own, ...frequencies.keys()])].toSorted()
    const slugs = await database.subsystem.findMany({
      where: { treeId: tree.id, title: { in: titles } },
      select: { title: true, slug: true },
    })
    const slugOf = new Map(slugs.map(({ title, slug }) => [title, slug]))
    for (const section of titles)
      found.push({
        treeId: tree.id,
        slug: tree.slug,
        treeName: tree.name,
        section,
        sectionSlug: slugOf.get(section) ?? null,
        frequency: frequencies.get(section) ?? 'off',
        isOwn: own.has(section),
      })
  }
  return found
}
