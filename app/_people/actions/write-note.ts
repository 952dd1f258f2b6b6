import type { Origin } from '#app/_people/actor.ts'
import { may } from '#app/_people/permissions.ts'
import { findSites } from '#app/_people/queries/choose-sites.ts'
import { openNewest } from '#app/_people/queries/open-newest.ts'
import { forbidden } from '#app/_people/refusal.ts'
import type { SiteNote } from '#app/_people/triage.ts'
import type { Transaction } from '#prisma/client.ts'
import { recordAudit } from './record-audit.ts'

/** Writes a note below a site of the newest revision. Throws `Refusal`. */
export async function writeNote(
  tx: Transaction,
  origin: Origin,
  slug: string,
  key: string,
  text: string,
): Promise<SiteNote> {
  const { actor } = origin
  if (!may(actor.role, 'write a note')) throw forbidden('Your account may read only.')
  const { tree, revision } = await openNewest(tx, slug)
  const [siteId = 0] = await findSites(tx, tree.id, revision, [key])
  const note = await tx.note.create({
    data: { siteId, madeById: actor.participantId, text },
    select: { id: true, createdAt: true },
  })
  await recordAudit(tx, origin, {
    action: 'note.written',
    treeId: tree.id,
    siteId,
    subject: `note ${note.id}`,
    after: { text },
  })
  return { id: String(note.id), text, by: actor.name, created: note.createdAt.toISOString() }
}
