import type { Role } from '#scanner/model/api.ts'
import { type SiteRow, type Status, statuses } from '#scanner/model/site.ts'

export type StatusCounts = Readonly<Record<Status, number>>

/** Sites by role and status, every status present. */
export const countSites = (rows: Iterable<Pick<SiteRow, 'role' | 'status'>>): Readonly<Record<Role, StatusCounts>> => {
  const counts = { acquire: zeroes(), release: zeroes() }
  for (const row of rows) counts[row.role][row.status] += 1
  return counts
}

// `fromEntries` widens its keys to string; they are the statuses.
const zeroes = (): Record<Status, number> =>
  Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>
