import type { Origin } from '#app/_people/actor.ts'
import type { Transaction } from '#prisma/client.ts'
import { Prisma } from '#prisma/prisma-of-process.ts'
import type { SiteAddress, TriageCase, TriageVerdict } from '#scanner/model/triage/triage.ts'
import { recordAudit } from './record-audit.ts'

export interface SavedTriage {
  readonly treeId: number
  readonly siteId: number
  readonly isDecided: boolean
  readonly verdict: TriageVerdict
  readonly case: TriageCase | null
  readonly reason: string | null
  readonly text: string | null
  readonly link: string | null
  readonly other: SiteAddress | null
  readonly functionDigest: string | null
  /** Now unless given, as by a file. */
  readonly madeAt?: Date
  /** Participant, where it is somebody else's word. */
  readonly madeById?: number
  readonly batch?: string
}

/** Writes a decision, which answers any proposal, or a proposal beside it; and the entry of the audit. */
export async function saveTriage(tx: Transaction, origin: Origin, wanted: SavedTriage): Promise<void> {
  const { treeId, siteId, isDecided, other, functionDigest, madeAt = new Date(), batch, ...said } = wanted
  const { madeById = origin.actor.participantId, case: caseNumber, ...words } = said
  const where = { siteId_isDecided: { siteId, isDecided } }
  const before = await tx.triage.findUnique({
    where,
    select: { verdict: true, caseNumber: true, reason: true, text: true, link: true, madeById: true },
  })
  const content = {
    ...words,
    caseNumber,
    madeById,
    madeAt,
    functionDigest,
    other: other === null ? Prisma.DbNull : { ...other },
  }
  await tx.triage.upsert({
    where,
    create: { treeId, siteId, isDecided, ...content },
    update: content,
    select: { id: true },
  })
  if (isDecided) await tx.triage.deleteMany({ where: { siteId, isDecided: false } })
  await recordAudit(tx, origin, {
    action: isDecided ? 'triage.decided' : 'triage.proposed',
    treeId,
    siteId,
    ...(before === null ? {} : { before }),
    after: { ...words, caseNumber, madeById, ...(other === null ? {} : { other: { ...other } }) },
    ...(batch === undefined ? {} : { batch }),
  })
}
