import type { Transaction } from '#prisma/client.ts'
import { openEnd, ordinalStep } from '#scanner/model/interval.ts'
import { type Line, type LineRevision, listLines } from './list-lines.ts'
import type { Placement } from './place-on-chain.ts'
import { renumberLine } from './renumber-line.ts'
import type { Place } from './splice-intervals.ts'

export interface TakenPlace extends Place {
  /** Ordinal of the revision before it; `null`: it is the first of its line. */
  readonly previous: number | null
}

/**
 * Turns a placement into ordinals; `lines` are those of the transaction, under the lock of the tree. A new line is made; one without room
 * between two revisions is numbered anew. A commit that is published already stays where it is.
 */
export async function takePlace(
  tx: Transaction,
  tree: { readonly id: number; readonly lines: readonly Line[] },
  commit: string,
  placement: Placement,
): Promise<TakenPlace> {
  const line = tree.lines.find(({ id }) => id === placement.lineId)
  if (line === undefined) {
    const { id } = await tx.line.create({ data: { treeId: tree.id }, select: { id: true } })
    return { lineId: id, previous: null, ordinal: 0, next: openEnd }
  }
  const place = findPlace(line, commit, placement)
  if (place !== null) return place
  await renumberLine(tx, line.id)
  const renumbered = (await listLines(tx, tree.id)).find(({ id }) => id === line.id)
  const second = renumbered === undefined ? null : findPlace(renumbered, commit, placement)
  if (second === null) throw new RangeError(`line ${line.id} has no room after it was numbered anew`)
  return second
}

/** `null` if there is no number left between the two. */
function findPlace({ id, revisions }: Line, commit: string, { after, before }: Placement): TakenPlace | null {
  const ordinalOf = (wanted: string | null) =>
    revisions.find((revision: LineRevision) => revision.commit === wanted)?.ordinal ?? null
  const previous = ordinalOf(after)
  const next = ordinalOf(before)
  const ordinal = ordinalOf(commit) ?? chooseOrdinal(previous, next)
  return ordinal === null ? null : { lineId: id, previous, ordinal, next: next ?? openEnd }
}

function chooseOrdinal(previous: number | null, next: number | null): number | null {
  if (previous === null) return next === null ? 0 : next - ordinalStep
  if (next === null) return previous + ordinalStep
  const middle = Math.floor((previous + next) / 2)
  return middle > previous ? middle : null
}
