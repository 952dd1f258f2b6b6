import type { Transaction } from '#prisma/client.ts'
import { openEnd } from '#scanner/model/interval.ts'
import { closeGap } from './close-gap.ts'
import { intervalTables } from './interval-tables.ts'
import { namePeople } from './name-people.ts'
import { replaceSteps } from './replace-steps.ts'
import { spliceIntervals } from './splice-intervals.ts'
import type { TakenPlace } from './take-place.ts'

/**
 * Takes a revision with all that is known of it to another line. Its state is written where it goes, and the state of the one before it
 * where it was: what does not begin or end at a revision does not speak of it.
 */
export async function moveRevision(tx: Transaction, commit: string, from: number, to: TakenPlace): Promise<void> {
  const revision = await tx.revision.findFirstOrThrow({
    where: { lineId: from, commit },
    select: { id: true, ordinal: true },
  })
  const { ordinal } = revision
  const before = await tx.revision.findFirst({
    where: { lineId: from, ordinal: { lt: ordinal } },
    orderBy: { ordinal: 'desc' },
    select: { ordinal: true },
  })
  const behind = await tx.revision.findFirst({
    where: { lineId: from, ordinal: { gt: ordinal } },
    orderBy: { ordinal: 'asc' },
    select: { id: true, ordinal: true },
  })
  const left = { lineId: from, ordinal, next: behind?.ordinal ?? openEnd }
  for (const table of intervalTables) await spliceIntervals(tx, table, to, { lineId: from, ordinal })
  await closeGap(tx, left, before?.ordinal ?? null)
  await tx.revision.update({
    where: { id: revision.id },
    data: { lineId: to.lineId, ordinal: to.ordinal },
    select: { id: true },
  })
  const successor = await tx.revision.findUnique({
    where: { lineId_ordinal: { lineId: to.lineId, ordinal: to.next } },
    select: { id: true },
  })
  if (before === null && behind === null) await tx.line.delete({ where: { id: from }, select: { id: true } })
  else await namePeople(tx, from)
  await namePeople(tx, to.lineId)
  const moved = [revision.id, behind?.id, successor?.id].filter((id) => id !== undefined)
  await replaceSteps(tx, { steps: moved, changed: moved })
}
