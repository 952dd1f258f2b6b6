const minuteMs = 60_000
const waitMsMax = 6 * 60 * minuteMs
const awayMsMax = 15 * minuteMs
/** What could not be told for so long is no news any more. */
export const tellingDaysMax = 5

export interface Waiting {
  /** The server is away for all: it is asked again within a quarter of an hour, so that it is found when it is back. */
  readonly isAway: boolean
  /** 0 to 1: what failed at once shall not come back at once. */
  readonly chance: number
}

/** Milliseconds to wait after so many tries: a minute, then twice as long each time, up to six hours; a tenth more or less by chance. */
export function retryDelay(attempts: number, { isAway, chance }: Waiting): number {
  const waitMs = Math.min(minuteMs * 2 ** Math.min(attempts - 1, 20), isAway ? awayMsMax : waitMsMax)
  return Math.round(waitMs * (0.9 + 0.2 * chance))
}
