import { expect, test } from 'vitest'
import { explainUnfound } from './explain-unfound.ts'

const why = (line: string) =>
  explainUnfound({ api: 'get_user_pages', line: 2, column: 2 }, `first line\n\t${line}\nlast line\n`)

test('an acquire that is no call by its name is told from a function that cannot be read', () => {
  expect(why('get_user_pages(at, 1, 0, &page);')).toBe('unread')
  expect(why('get_user_pages)(at, 1, 0, &page);')).toBe('unread')
  expect(why('get_user_pages;')).toBe('handed-on')
  expect(why('get_user_pages, other);')).toBe('handed-on')
  expect(why('get_user_pages_by(at);')).toBe('renamed')
  expect(why('XY_GET(at, 1, &page);')).toBe('renamed')
})
