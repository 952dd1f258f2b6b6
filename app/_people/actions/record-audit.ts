import type { AuditOrigin } from '#app/_people/actor.ts'
import type { Transaction } from '#prisma/client.ts'
import type { Prisma } from '#prisma/generated/client.ts'

export interface AuditedAct {
  /** Past tense of what was done, with what it was done to: `note.written`. */
  readonly action: string
  readonly treeId?: number
  readonly siteId?: number
  /** What it was done to, besides the site: `claim 12`. */
  readonly subject?: string
  readonly before?: Prisma.InputJsonValue
  readonly after?: Prisma.InputJsonValue
  readonly batch?: string
}

/** Adds one entry to the trail, in the transaction of the act itself: nothing is done unsaid, or said undone. */
export async function recordAudit(
  tx: Transaction,
  { actor, via, address }: AuditOrigin,
  act: AuditedAct,
): Promise<void> {
  await tx.auditEntry.create({ data: { actorId: actor.participantId, via, address, ...act }, select: { id: true } })
}
