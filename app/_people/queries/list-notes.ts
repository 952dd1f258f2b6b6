import type { SiteNote } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'

/** Notes below a site, the oldest first. */
export async function listNotes(database: Transaction, siteId: number): Promise<readonly SiteNote[]> {
  const notes = await database.note.findMany({
    where: { siteId },
    orderBy: { id: 'asc' },
    select: { id: true, text: true, createdAt: true, madeBy: { select: { name: true } } },
  })
  return notes.map(({ id, text, createdAt, madeBy }) => ({
    id: String(id),
    text,
    by: madeBy.name,
    created: createdAt.toISOString(),
  }))
}
