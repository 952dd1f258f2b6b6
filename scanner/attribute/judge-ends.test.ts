import { expect, test } from 'vitest'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import type { Grade } from '#scanner/model/site.ts'
import { judgeStatus } from './judge-ends.ts'

/** `api api …`: the call and its other ends, which may have a grade: `put_page:possible`; `-` is not there. */
function judge(calls: string) {
  const words = calls.split(' ').map((word) => word.split(':'))
  const places = words.map(([api = '']) => {
    const role = apiByName.get(api)?.role
    return role === undefined ? null : { path: 'a.c', line: 1, function: 'f', api, role, ordinal: 1 }
  })
  // the words of this file
  return judgeStatus(
    places,
    words.slice(1).map(([, grade = 'certain']) => grade as Grade),
  )
}

test.each([
  ['-', 'absent'],
  ['get_user_pages', 'legacy'],
  ['get_user_pages put_page', 'legacy'],
  ['get_user_pages put_user_page', 'put-user'],
  ['get_user_pages put_user_page put_page', 'mixed'],
  ['get_user_pages unpin_user_page', 'crossing'],
  ['pin_user_pages', 'alone'],
  ['pin_user_pages unpin_user_page', 'pinned'],
  ['pin_user_pages unpin_user_page:possible', 'alone'],
  ['pin_user_pages put_page', 'crossing'],
  ['pin_user_pages put_page:likely', 'unclear'],
  ['pin_user_pages put_page:likely unpin_user_page:likely', 'pinned'],
  ['pin_user_pages unpin_user_page -', 'pinned'],
  ['put_page', 'alone'],
  ['put_page get_user_pages', 'legacy'],
  ['put_page pin_user_pages', 'crossing'],
  ['put_user_page get_user_pages', 'put-user'],
  ['unpin_user_page pin_user_pages', 'pinned'],
  ['unpin_user_page', 'alone'],
])('%s: %s', (calls, expected) => {
  expect(judge(calls)).toBe(expected)
})

test('put_user_page() drops a pin as well: it is what releases were called when the first pins came', () => {
  expect(judge('pin_user_pages put_user_page')).toBe('pinned')
  expect(judge('put_user_page pin_user_pages')).toBe('pinned')
})

test('what a bio holds no call tells', () => {
  expect(judge('bio_iov_iter_get_pages bio_release_pages')).toBeNull()
})
