import type { Via } from '#scanner/model/site.ts'
import type { GateSite } from './gate-site.ts'

/** A function that dropped pages, stands as it did, and drops them no more. */
export interface Muted {
  /** The release, as it was: in that function, or reached from there by a call. */
  readonly release: GateSite
  /** The call that led to it, where the release is in another function. */
  readonly by: Via | null
}
