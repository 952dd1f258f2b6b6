import type { KnownSite } from './match.ts'

/** The revision that sites of a later one are matched with. */
export interface EarlierRevision {
  readonly commit: string
  /** Digest of which call is which site there. */
  readonly identities: string
  readonly sites: readonly KnownSite[]
}
