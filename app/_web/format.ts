/** Everything is written in one language, and the same on each machine. */
const locale = 'en'
const numbers = new Intl.NumberFormat(locale)
const months = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })

export const formatNumber = (value: number): string => numbers.format(value)

/** `1 site`, `2 sites`, `1,234 sites`. */
export const formatCount = (value: number, one: string, many = `${one}s`): string =>
  `${formatNumber(value)} ${value === 1 ? one : many}`

/** Whole percents; only everything is 100 and only nothing is 0. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const percent = (100 * part) / whole
  if (part > 0 && percent < 1) return '<1 %'
  if (part < whole && percent > 99) return '>99 %'
  return `${Math.round(percent)} %`
}

/** `17 Nov 2024`, in UTC. */
export const formatDay = (date: Date): string => `${date.getUTCDate()} ${months.format(date)} ${date.getUTCFullYear()}`

/** `Nov 2024`, in UTC. */
export const formatMonth = (date: Date): string => `${months.format(date)} ${date.getUTCFullYear()}`

/** As short as it can be on an axis: `2024`, `Apr`, `17 Nov`. */
export function formatTick(date: Date): string {
  if (date.getUTCDate() !== 1) return `${date.getUTCDate()} ${months.format(date)}`
  return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : months.format(date)
}

/** `2024-11-17 22:15 UTC`. */
export const formatTime = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const steps = [
  { unit: 'second', seconds: 1, until: 60 },
  { unit: 'minute', seconds: 60, until: 3600 },
  { unit: 'hour', seconds: 3600, until: 86_400 },
  { unit: 'day', seconds: 86_400, until: 60 * 86_400 },
  { unit: 'month', seconds: 30.44 * 86_400, until: 730 * 86_400 },
  { unit: 'year', seconds: 365.25 * 86_400, until: Number.POSITIVE_INFINITY },
] as const

/** `just now`, `5 minutes ago`, `3 months ago`. */
export function formatAge(date: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - date.getTime()) / 1000)
  if (seconds < 10) return 'just now'
  const { unit, seconds: length } = steps.find(({ until }) => seconds < until) ?? steps[5]
  return `${formatCount(Math.floor(seconds / length), unit)} ago`
}

/** `0.4 s`, `12 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Twelve digits, as kernel people quote commits. */
export const abbreviateCommit = (commit: string): string => commit.slice(0, 12)
