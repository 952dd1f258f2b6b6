/** A day, or a moment with its time zone, as ISO 8601 has them. A day begins at midnight UTC. Throws a sentence about anything else. */
export function parseDate(text: string): Date {
  const written = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/.exec(text.trim())
  const date = new Date(written === null ? Number.NaN : text.trim())
  // JavaScript takes the 30th of February for the 2nd of March
  const [, year, month, day] = written ?? []
  const isReal = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
  if (Number.isNaN(date.getTime()) || !isReal)
    throw new Error(`${JSON.stringify(text)} is no date. Write it as 2024-03-01 or 2024-03-01T12:00Z`)
  return date
}

const countMax = 999_999_999

/** A whole number from 1 to 999,999,999. Throws a sentence about anything else. */
export function parseCount(text: string): number {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : 0
  if (count < 1) throw new Error(`${JSON.stringify(text)} is no number of 1 or more`)
  if (count > countMax) throw new Error(`${JSON.stringify(text)} is more than ${countMax}`)
  return count
}

/** One mail address, without a name. Throws a sentence about anything else. */
export function parseMailAddress(text: string): string {
  const address = text.trim()
  if (!/^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+$/.test(address))
    throw new Error(`${JSON.stringify(text)} is no mail address. Write it as jane@example.org`)
  return address
}
