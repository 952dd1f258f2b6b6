interface Place {
  readonly lineId: number
  readonly ordinal: number
}

/** Whether a state of a line's history holds at a revision of that line. It may have begun where the line forked from. */
export function isWithinState(
  { first, last }: { readonly first: Place; readonly last: Place },
  { lineId, ordinal }: Place,
): boolean {
  return lineId === last.lineId && ordinal <= last.ordinal && (first.lineId !== lineId || ordinal >= first.ordinal)
}
