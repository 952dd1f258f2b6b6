import type { Role } from './api.ts'

/** A row as matching sees it. */
export interface MatchSite {
  readonly path: string
  readonly line: number
  /** `null` outside any function. */
  readonly function: string | null
  readonly api: string
  readonly role: Role
  /** n-th call of this API in this function, from 1. */
  readonly ordinal: number
}

/** A site of an earlier revision, with its identity. */
export interface KnownSite extends MatchSite {
  readonly key: string
}

/** A file that git found again under another name, from the earlier revision to the later one. */
export interface Rename {
  readonly from: string
  readonly to: string
}
