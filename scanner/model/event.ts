/** What can happen to a site from one revision to the next, what hurts first. */
export const eventKinds = ['regressed', 'appeared', 'converted', 'exempted', 'moved', 'gone'] as const
export type EventKind = (typeof eventKinds)[number]

/** Lines at the end of a commit's message that Pinwatch keeps. */
export const trailerNames = ['Fixes', 'Link', 'Reviewed-by', 'Acked-by'] as const
export type TrailerName = (typeof trailerNames)[number]

export interface Trailer {
  readonly name: TrailerName
  readonly value: string
}
