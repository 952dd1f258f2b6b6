import { expect, test } from 'vitest'
import { filterOf } from '#app/_data/site-filter.ts'
import type { EventPlace } from './event-order.ts'
import { dayRange, type EventsQuery, emptyEventsQuery, eventsParams, parseEventsQuery } from './events-query.ts'

const parse = (query: string) => parseEventsQuery(new URLSearchParams(query))

const place: EventPlace = {
  revisionId: 7,
  kind: 'converted',
  role: 'acquire',
  path: 'mm/gup.c',
  line: 3,
  key: '0123456789abcdef',
}
const full: EventsQuery = {
  kinds: ['regressed', 'moved'],
  filter: filterOf({
    status: 'mismatched',
    role: 'acquire',
    subsystem: 'block-layer',
    maintainer: 'a@b.c',
    path: 'block',
  }),
  since: '2024-01',
  until: '2024-02-29',
  cursor: { side: 'before', place },
}

test('a query and its parameters say the same', () => {
  expect(parse(eventsParams(full).toString())).toEqual({ query: full, problems: [] })
  expect(parse('')).toEqual({ query: emptyEventsQuery, problems: [] })
  expect(eventsParams(emptyEventsQuery).toString()).toBe('')
})

test('several kinds may be said at once', () => {
  expect(parse('kind=moved,regressed&kind=').query.kinds).toEqual(['regressed', 'moved'])
})

test.each([
  ['kind', 'kind=broken', '"broken" is not one of'],
  ['since', 'since=yesterday', '"yesterday" is no month'],
  ['since', 'since=2024-13', 'no month'],
  ['until', 'until=2023-02-29', 'no day'],
  ['after', 'after=WzFd', 'names no page'],
  ['before', 'before=%00', 'names no page'],
  ['status', 'status=done', 'not one of'],
  ['path', 'path=a(b', 'parentheses'],
])('leaves a wrong %s out and tells it (%s)', (parameter, query, message) => {
  expect(parse(query)).toEqual({
    query: emptyEventsQuery,
    problems: [{ parameter, message: expect.stringContaining(message) }],
  })
})

test('parameters of other lists do no harm', () => {
  expect(parse('family=nonsense&api=nonsense&q=x&rev=v1')).toEqual({ query: emptyEventsQuery, problems: [] })
})

test('a month or a day is from its first to its last moment', () => {
  expect(dayRange('2024-02')).toEqual({ from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 2, 1) })
  expect(dayRange('2024-02-29')).toEqual({ from: Date.UTC(2024, 1, 29), to: Date.UTC(2024, 2, 1) })
})
