import { expect, test } from 'vitest'
import type { EventKind } from '#scanner/model/event.ts'
import type { Status } from '#scanner/model/site.ts'
import { composeLifeLine, type LifeEvent, type LifeSpan } from './compose-life-line.ts'
import { findOrigin } from './find-origin.ts'

const end = 2_147_483_647
/** Revisions of line 1 at 10, 20, 30, of which 20 is where line 2 forks; that one has 10 and 20. */
const trunk = [10, 20, 30].map((ordinal) => ({ id: ordinal, lineId: 1, ordinal }))
const fork = [...trunk.slice(0, 2), { id: 110, lineId: 2, ordinal: 10 }, { id: 120, lineId: 2, ordinal: 20 }]

const span = (
  lineId: number,
  fromOrdinal: number,
  toOrdinal: number,
  status: Status,
  rest: Partial<LifeSpan> = {},
) => ({
  lineId,
  fromOrdinal,
  toOrdinal,
  status,
  path: 'mm/a.c',
  line: 1,
  function: 'f',
  api: 'get_user_pages',
  ...rest,
})
const event = (revisionId: number, kind: EventKind): LifeEvent => ({
  revisionId,
  kind,
  attribution: 'between',
  commit: null,
  subject: null,
  authorName: null,
  authoredAt: null,
  trailers: [],
})
/** `first–last status +events` of each state. */
const tell = (revisions: typeof trunk, spans: readonly LifeSpan[], events: readonly LifeEvent[] = []) =>
  composeLifeLine(revisions, spans, events).map(
    ({ first, last, site, events: happened }) =>
      `${first.id}–${last.id} ${site?.status ?? 'absent'}${happened.map(({ kind }) => ` +${kind}`).join('')}`,
  )

test('lines that shift are no change', () => {
  const spans = [span(1, 10, 20, 'unconverted'), span(1, 20, end, 'unconverted', { line: 9 })]
  expect(tell(trunk, spans)).toEqual(['10–30 unconverted'])
  expect(composeLifeLine(trunk, spans, [])[0]).toMatchObject({ base: null, site: { line: 9 } })
})

test('what comes before the site is left out, and a site that is gone is absent', () => {
  expect(tell(trunk, [span(1, 20, 30, 'unconverted')], [event(20, 'appeared'), event(30, 'gone')])).toEqual([
    '20–20 unconverted +appeared',
    '30–30 absent +gone',
  ])
})

test('a site that goes and comes back is one line of states', () => {
  expect(tell(trunk, [span(1, 10, 20, 'converted'), span(1, 30, end, 'unconverted')])).toEqual([
    '10–10 converted',
    '20–20 absent',
    '30–30 unconverted',
  ])
})

test('history before a fork is told first, and what the trunk did later is not', () => {
  const spans = [span(1, 10, 21, 'unconverted'), span(2, 10, 20, 'unconverted'), span(2, 20, end, 'converted')]
  expect(tell(fork, spans, [event(120, 'converted')])).toEqual(['10–110 unconverted', '120–120 converted +converted'])
})

test('a change without an event is a state of its own', () => {
  const spans = [span(1, 10, 20, 'converted'), span(1, 20, end, 'unknown')]
  expect(tell(trunk, spans)).toEqual(['10–10 converted', '20–30 unknown'])
})

test('the origin of a mismatch is what made it so, whatever moved since', () => {
  const spans = [
    span(1, 10, 20, 'converted'),
    span(1, 20, 30, 'mismatched'),
    span(1, 30, end, 'mismatched', { path: 'mm/b.c' }),
  ]
  const events = [event(20, 'regressed'), event(30, 'moved')]
  const states = composeLifeLine(trunk, spans, events)
  expect(findOrigin(states, 2)).toMatchObject({ base: { id: 10 }, revision: { id: 20 }, event: { kind: 'regressed' } })
  expect(findOrigin(states, 0)).toBeNull()
})

test('of what was so from the first revision on nobody knows the origin', () => {
  const states = composeLifeLine(trunk, [span(1, 10, end, 'mismatched')], [])
  expect(findOrigin(states, 0)).toEqual({ base: null, revision: trunk[0], event: null })
})

test('a site that was never converted has no origin, one whose conversion was undone has', () => {
  const never = composeLifeLine(trunk, [span(1, 20, end, 'unconverted')], [event(20, 'appeared')])
  expect(findOrigin(never, 0)).toBeNull()
  const undone = composeLifeLine(
    trunk,
    [span(1, 10, 30, 'converted'), span(1, 30, end, 'unconverted')],
    [event(30, 'regressed')],
  )
  expect(findOrigin(undone, 1)).toMatchObject({ revision: { id: 30 }, event: { kind: 'regressed' } })
})

test('two hundred revisions with one change are two states', () => {
  const revisions = Array.from({ length: 200 }, (_, index) => ({ id: index, lineId: 1, ordinal: index }))
  const spans = revisions.map(({ ordinal }) =>
    span(1, ordinal, ordinal + 1, ordinal < 120 ? 'unconverted' : 'converted', { line: ordinal }),
  )
  expect(tell(revisions, spans)).toEqual(['0–119 unconverted', '120–199 converted'])
})
