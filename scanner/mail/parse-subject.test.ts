import { expect, test } from 'vitest'
import { parseSubject } from './parse-subject.ts'

test.each([
  ['[PATCH] mm: a', { title: 'mm: a', version: 1, part: null, isReply: false }],
  ['[PATCH v3 07/12] mm/gup: track pages', { title: 'mm/gup: track pages', version: 3, part: [7, 12], isReply: false }],
  ['[RFC PATCH net-next v2 1/3] rds: b', { title: 'rds: b', version: 2, part: [1, 3], isReply: false }],
  ['[PATCHv2 1/2] c', { title: 'c', version: 2, part: [1, 2], isReply: false }],
  ['[PATCH 1/2 V4] c', { title: 'c', version: 4, part: [1, 2], isReply: false }],
  ['[v2, 2/3] c', { title: 'c', version: 2, part: [2, 3], isReply: false }],
  [
    '[PATCH 6.12 000/112] 6.12.5-rc1 review',
    { title: '6.12.5-rc1 review', version: 1, part: [0, 112], isReply: false },
  ],
  ['Re: [PATCH v2 0/2] c', { title: 'c', version: 2, part: [0, 2], isReply: true }],
  ['[linux-mm] Re: [PATCH] c', { title: 'c', version: 1, part: null, isReply: true }],
  ['AW: [PATCH] c', { title: 'c', version: 1, part: null, isReply: true }],
  ['RE: RE: c', { title: 'c', version: 1, part: null, isReply: true }],
  ['  [PATCH]\n\tmm: folded ', { title: 'mm: folded', version: 1, part: null, isReply: false }],
  ['reply: fix it', { title: 'reply: fix it', version: 1, part: null, isReply: false }],
  ['mm: GUP v2', { title: 'mm: GUP v2', version: 1, part: null, isReply: false }],
  ['[PATCH v0 1/1] c', { title: 'c', version: 1, part: [1, 1], isReply: false }],
  ['', { title: '', version: 1, part: null, isReply: false }],
  ['[PATCH', { title: '[PATCH', version: 1, part: null, isReply: false }],
])('%j', (subject, { part, ...expected }) => {
  const [number, total] = part ?? []
  expect(parseSubject(subject)).toEqual({ ...expected, part: part === null ? null : { number, total } })
})
