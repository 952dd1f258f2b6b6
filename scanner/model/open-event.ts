import type { EventKind } from './event.ts'
import type { MatchSite } from './match.ts'
import type { Grade } from './site.ts'

/** A site that is the other end of a pair, in the earlier or the later revision or both. */
export interface EventEnd {
  readonly key: string
  /** Where the site is, paired or not; `null` where it does not exist. */
  readonly before: MatchSite | null
  readonly after: MatchSite | null
  /** `null`: not paired there. */
  readonly gradeBefore: Grade | null
  readonly gradeAfter: Grade | null
}

/** Something that happened to a site between two revisions of a line, whose commit is still to be found. */
export interface OpenEvent {
  readonly id: number
  readonly kind: EventKind
  readonly key: string
  readonly before: MatchSite | null
  readonly after: MatchSite | null
  readonly ends: readonly EventEnd[]
}
