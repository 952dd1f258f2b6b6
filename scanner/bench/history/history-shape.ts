/** What a generated history looks like. The same shape makes the same rows. */
export interface HistoryShape {
  readonly lines: readonly ShapedLine[]
  /** Sites that a tree ever has; about nine of ten are there at any of its revisions. */
  readonly sites: number
  /** Part of the sites of a revision of which something is new at the next one: a line shifts, a call is converted. */
  readonly churn: number
  /** Sections of MAINTAINERS, the first of which have most of the sites. */
  readonly subsystems: number
  readonly people: number
}

/** A branch with a number of revisions. The first line of a tree is its trunk; the others fork from it. */
export interface ShapedLine {
  readonly tree: string
  readonly revisions: number
  /** Which revision of the trunk it forks from, from 1; `null` for a trunk. */
  readonly forkedAt: number | null
}

/**
 * A million spans of 200 revisions: mainline, two stable series of it, and another tree. A kernel has 1,400 sites, of which a release
 * changes a third; that many spans come of that many revisions only with four times the sites, nearly all of them new each time.
 */
export const millionSpans: HistoryShape = {
  lines: [
    { tree: 'linux', revisions: 120, forkedAt: null },
    { tree: 'linux', revisions: 25, forkedAt: 40 },
    { tree: 'linux', revisions: 25, forkedAt: 90 },
    { tree: 'next', revisions: 30, forkedAt: null },
  ],
  sites: 6600,
  churn: 0.9,
  subsystems: 300,
  people: 800,
}
