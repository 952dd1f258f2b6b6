import type { Frequency } from './mail.ts'

const hourUtc = 6
const minuteMs = 60_000
const monday = 1

/**
 * When to look next for what somebody is to be told: in a minute for what is told at once, else at six in the morning (UTC), of the next day
 * or of the next Monday.
 */
export function nextDue(frequency: Frequency, now: Date): Date {
  if (frequency === 'immediate') return new Date(now.getTime() + minuteMs)
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hourUtc))
  while (next <= now || (frequency === 'weekly' && next.getUTCDay() !== monday)) next.setUTCDate(next.getUTCDate() + 1)
  return next
}
