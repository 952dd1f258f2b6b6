import { z } from 'zod'

export const siteSorts = [
  'path',
  'status',
  'subsystem',
  'api',
  'function',
  'target',
  'reason',
  'class',
  'appeared',
  'maintainer',
  'dir',
  'claim',
  'triage',
  'priority',
] as const
export type SiteSort = (typeof siteSorts)[number]

export interface SiteOrder {
  readonly sort: SiteSort
  readonly descending: boolean
}

export const defaultOrder: SiteOrder = { sort: 'path', descending: false }

/** `status`, or `-status` for the other way round; `null` if it is neither. */
export function parseOrder(value: string): SiteOrder | null {
  const descending = value.startsWith('-')
  const sort = siteSorts.find((candidate) => candidate === (descending ? value.slice(1) : value))
  return sort === undefined ? null : { sort, descending }
}

export const formatOrder = ({ sort, descending }: SiteOrder): string => `${descending ? '-' : ''}${sort}`

const textMax = 1000
const text = z
  .string()
  .max(textMax)
  .refine((value) => !value.includes('\0'))
const int4 = z.number().int().min(0).max(2_147_483_647)

/** Where a row stands: what the order sorts by, then path, line, column and id, which no two rows share. */
const placeSchema = z.object({
  /** Rank of the status, API or title; empty when the path comes first. */
  first: z.union([text, int4]),
  path: text,
  line: int4,
  column: int4,
  key: text,
})
export type SitePlace = z.infer<typeof placeSchema>

/** A page is what comes after one row or before another: later rows, and other revisions, leave it where it is. */
export interface SiteCursor {
  readonly side: 'after' | 'before'
  readonly place: SitePlace
}

/** For the address; holds the sort, so that a cursor of another one is told. */
export function formatCursor(sort: SiteSort, { first, path, line, column, key }: SitePlace): string {
  return Buffer.from(JSON.stringify([sort, first, path, line, column, key])).toString('base64url')
}

/** Whether an order is by the rank of a word, not by a text. */
export const isRanked = (sort: SiteSort): boolean => sort === 'status' || sort === 'priority'

/** `null` for whatever we did not write for this sort. */
export function parseCursor(sort: SiteSort, value: string): SitePlace | null {
  if (!/^[\w-]{1,4000}$/.test(value)) return null
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))
  } catch {
    return null
  }
  if (!Array.isArray(parts) || parts.length !== 6 || parts[0] !== sort) return null
  const [, first, path, line, column, key] = parts as readonly unknown[]
  const place = placeSchema.safeParse({ first, path, line, column, key })
  if (!place.success) return null
  return isRanked(sort) === (typeof place.data.first === 'number') ? place.data : null
}
