import type { EventKind } from './event.ts'
import type { MatchSite } from './match.ts'
import type { Grade } from './site.ts'

/** Where a site is in two revisions that follow one another; `null` where it does not exist. */
export interface TwoPlaces {
  readonly key: string
  readonly before: MatchSite | null
  readonly after: MatchSite | null
}

/** A site that is the other end of a pair, in the earlier or the later revision or both; its places are told paired or not. */
export interface EventEnd extends TwoPlaces {
  /** `null`: not paired there. */
  readonly gradeBefore: Grade | null
  readonly gradeAfter: Grade | null
}

/** Something that happened to a site between two revisions of a line, whose commit is still to be found. */
export interface OpenEvent extends TwoPlaces {
  readonly id: number
  readonly kind: EventKind
  readonly ends: readonly EventEnd[]
}
