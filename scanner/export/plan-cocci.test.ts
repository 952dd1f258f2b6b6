import { expect, test } from 'vitest'
import type { PairEnd, SiteRow } from '#scanner/model/site.ts'
import { planCocci } from './plan-cocci.ts'

const plain: SiteRow = {
  v: 1,
  id: 'a',
  path: 'a.c',
  line: 7,
  column: 8,
  function: 'map',
  ordinal: 1,
  api: 'get_user_pages_fast',
  role: 'acquire',
  family: 'get',
  class: 'page-array',
  target: 'pin_user_pages_fast',
  status: 'unconverted',
  reason: 'legacy-acquire',
  case: null,
  longterm: false,
  findings: [],
  pairs: [],
  via: [],
  subsystem: null,
  subsystems: [],
  maintainers: [],
}

const end = (row: SiteRow, grade: PairEnd['grade']): PairEnd => ({ ...row, rule: 'same-function', grade })

/** An acquire and a release that belong together by this grade. */
function unit(grade: PairEnd['grade'], of: Partial<SiteRow> = {}): readonly SiteRow[] {
  const acquire: SiteRow = { ...plain, ...of }
  const release: SiteRow = {
    ...acquire,
    id: `${acquire.id}-release`,
    line: acquire.line + 3,
    api: 'put_page',
    role: 'release',
    target: 'unpin_user_page',
    reason: 'legacy-release',
  }
  return [
    { ...acquire, pairs: [end(release, grade)] },
    { ...release, pairs: [end(acquire, grade)] },
  ]
}

const apisOf = (calls: ReturnType<typeof planCocci>['open']) => calls.map(({ api }) => api)

test('an acquire and its release that belong together for certain are renamed together', () => {
  const plan = planCocci(unit('certain'))
  expect(apisOf(plan.rewritten)).toEqual(['get_user_pages_fast', 'put_page'])
  expect([...plan.renames]).toEqual([
    ['get_user_pages_fast', 'pin_user_pages_fast'],
    ['put_page', 'unpin_user_page'],
  ])
})

test.each(['likely', 'possible'] as const)('a %s pair is found and not renamed', (grade) => {
  const plan = planCocci(unit(grade))
  expect(apisOf(plan.open)).toEqual(['get_user_pages_fast'])
  expect(plan.rewritten).toEqual([])
})

test('without any release nothing is renamed', () => {
  expect(planCocci([plain]).rewritten).toEqual([])
})

test('what leans on a call that is not renamed is not renamed either', () => {
  const [first, release] = unit('certain')
  const [other] = unit('certain', { id: 'b', api: 'iov_iter_get_pages2', target: 'iov_iter_extract_pages', line: 20 })
  if (first === undefined || release === undefined || other === undefined) throw new Error('a unit is two rows')
  const shared = { ...release, pairs: [...release.pairs, end(other, 'certain')] }
  const plan = planCocci([first, shared, { ...other, pairs: [end(shared, 'certain')] }])
  expect(plan.rewritten).toEqual([])
  expect(apisOf(plan.open)).toEqual(['get_user_pages_fast', 'iov_iter_get_pages2'])
})

test('a call of another shape is not renamed', () => {
  expect(
    planCocci(unit('certain', { api: 'get_user_page_vma_remote', target: 'pin_user_pages_remote' })).rewritten,
  ).toEqual([])
})

test('what is exempt, converted or mismatched is not found', () => {
  for (const status of ['exempt', 'converted', 'mismatched', 'unknown'] as const)
    expect(planCocci(unit('certain', { status })).open).toEqual([])
})

test('lines are named only where a function has other calls of the same name', () => {
  const other: SiteRow = { ...plain, id: 'b', line: 20, ordinal: 2, status: 'exempt', reason: 'case-4' }
  expect(planCocci([plain]).open).toMatchObject([{ lines: null }])
  expect(planCocci([plain, { ...plain, id: 'b', line: 20, ordinal: 2 }]).open).toMatchObject([{ lines: null }])
  expect(planCocci([plain, other]).open).toMatchObject([{ lines: [7] }])
})

test('a call outside any function is told apart', () => {
  const plan = planCocci([{ ...plain, function: null }])
  expect(plan.open).toEqual([])
  expect(plan.unnamed).toHaveLength(1)
})
