import type { LifeEvent, LifeState } from './compose-life-line.ts'

/** What made a site a bug: the step in which it became one, and the event of it where there is one. */
export interface Origin<Revision> {
  /** `null`: it was so at the first scanned revision already. */
  readonly base: Revision | null
  readonly revision: Revision
  readonly event: LifeEvent | null
}

/**
 * How a site that is mismatched, or whose conversion was undone, became so; `null` for any other. A move in between, or a call by another
 * name, leaves the bug what it is: what made it so came before.
 */
export function findOrigin<Revision extends { readonly id: number }>(
  states: readonly LifeState<Revision>[],
  at: number,
): Origin<Revision> | null {
  const status = states[at]?.site?.status
  if (status !== 'mismatched' && status !== 'unconverted') return null
  let start = at
  while (start > 0 && states[start - 1]?.site?.status === status) start--
  const state = states[start]
  if (state === undefined) return null
  const event = state.events.find(({ kind }) => kind === 'regressed' || kind === 'appeared') ?? null
  if (status === 'unconverted' && event?.kind !== 'regressed') return null
  return { base: state.base, revision: state.first, event }
}
