import type { EventKind, Trailer } from '#scanner/model/event.ts'
import type { Status } from '#scanner/model/site.ts'

/** What is true of a site at the revisions of a line whose ordinal is in [from, to). */
export interface LifeSpan {
  readonly lineId: number
  readonly fromOrdinal: number
  readonly toOrdinal: number
  readonly path: string
  readonly line: number
  readonly function: string | null
  readonly api: string
  readonly status: Status
}

export interface LifeEvent {
  /** The later revision of its step. */
  readonly revisionId: number
  readonly kind: EventKind
  readonly attribution: 'open' | 'commit' | 'between'
  readonly commit: string | null
  readonly subject: string | null
  readonly authorName: string | null
  readonly authoredAt: Date | null
  readonly trailers: readonly Trailer[]
}

interface PlacedRevision {
  readonly id: number
  readonly lineId: number
  readonly ordinal: number
}

/** Revisions in a row between which nothing of a site changed but its line. */
export interface LifeState<Revision> {
  readonly first: Revision
  readonly last: Revision
  /** The revision before the first; `null`: the history begins with this state. */
  readonly base: Revision | null
  /** What happened between `base` and `first`. */
  readonly events: readonly LifeEvent[]
  /** As the site is at the last of them; `null`: it is not there. */
  readonly site: Omit<LifeSpan, 'lineId' | 'fromOrdinal' | 'toOrdinal'> | null
}

/**
 * The states of a site one after the other, oldest first; `revisions` is the whole history, oldest first. What comes before the first
 * revision with the site is left out. A state ends where the status, the file, the function or the API changes, however many revisions it
 * has: so what is listed is as long as what happened.
 */
export function composeLifeLine<Revision extends PlacedRevision>(
  revisions: readonly Revision[],
  spans: readonly LifeSpan[],
  events: readonly LifeEvent[],
): readonly LifeState<Revision>[] {
  const states: LifeState<Revision>[] = []
  const lines = [...new Set(revisions.map(({ lineId }) => lineId))]
  // spans come in the order of revisions, so that each is looked at once
  let next = 0
  revisions.forEach((revision, index) => {
    while (isOver(spans[next], revision, lines)) next++
    const span = spans[next]
    const site = span !== undefined && holds(span, revision) ? span : null
    const state = states.at(-1)
    if (state === undefined && site === null) return
    const happened = events.filter(({ revisionId }) => revisionId === revision.id)
    if (state !== undefined && happened.length === 0 && isSame(state.site, site)) {
      states[states.length - 1] = { ...state, last: revision, site: site === null ? null : toSite(site) }
      return
    }
    states.push({
      first: revision,
      last: revision,
      base: revisions[index - 1] ?? null,
      events: happened,
      site: site === null ? null : toSite(site),
    })
  })
  return states
}

const holds = (span: LifeSpan, { lineId, ordinal }: PlacedRevision): boolean =>
  span.lineId === lineId && span.fromOrdinal <= ordinal && ordinal < span.toOrdinal

/** Whether no later revision can have it: its line is left behind, or its interval. */
function isOver(span: LifeSpan | undefined, { lineId, ordinal }: PlacedRevision, lines: readonly number[]): boolean {
  if (span === undefined) return false
  if (span.lineId === lineId) return span.toOrdinal <= ordinal
  return lines.indexOf(span.lineId) < lines.indexOf(lineId)
}

function isSame(a: LifeState<unknown>['site'], b: LifeSpan | null): boolean {
  if (a === null || b === null) return a === b
  return a.status === b.status && a.path === b.path && a.function === b.function && a.api === b.api
}

const toSite = ({ path, line, function: name, api, status }: LifeSpan) => ({ path, line, function: name, api, status })
