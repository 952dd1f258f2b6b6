import type { Transaction } from '#prisma/client.ts'
import { replaceEventCounts } from './replace-event-counts.ts'
import { type EventBase, replaceEvents } from './replace-events.ts'

/** Steps of history, each by the id of the revision that it leads to. */
export interface Steps {
  /** What happened in these is to be written. */
  readonly steps: readonly number[]
  /** Those of them that begin elsewhere than before: which commit did what in them is to be looked for again. */
  readonly changed: readonly number[]
}

/** Writes what happened in some steps: since the revision before on the line, or since the one that the line forks from. */
export async function replaceSteps(tx: Transaction, { steps, changed }: Steps): Promise<void> {
  const anew = new Set(changed)
  for (const id of new Set(steps)) {
    const { lineId, ordinal } = await tx.revision.findUniqueOrThrow({
      where: { id },
      select: { lineId: true, ordinal: true },
    })
    const step = { lineId, revisionId: id, ordinal, base: await findBase(tx, lineId, ordinal) }
    await replaceEvents(tx, { ...step, isChanged: anew.has(id) })
    await replaceEventCounts(tx, step)
  }
}

async function findBase(tx: Transaction, lineId: number, ordinal: number): Promise<EventBase | null> {
  const select = { lineId: true, ordinal: true } as const
  const before = await tx.revision.findFirst({
    where: { lineId, ordinal: { lt: ordinal } },
    orderBy: { ordinal: 'desc' },
    select,
  })
  if (before !== null) return before
  const line = await tx.line.findUniqueOrThrow({ where: { id: lineId }, select: { forkedFrom: { select } } })
  return line.forkedFrom
}
