import { expect, test } from 'vitest'
import { pageOfList } from './list-page.ts'

const all = Array.from({ length: 250 }, (_, index) => index)
const page = (query: string, list = all) => pageOfList(list, new URLSearchParams(query))

test('the pages of a list are the list', () => {
  const pages = ['', 'page=2', 'page=3'].map((query) => page(query))
  expect(pages.flatMap(({ items }) => items)).toEqual(all)
  expect(pages.map(({ number, pages: count, problem }) => [number, count, problem])).toEqual([
    [1, 3, null],
    [2, 3, null],
    [3, 3, null],
  ])
})

test('a page that is not there is told, and the first one is shown', () => {
  for (const query of ['page=4', 'page=0', 'page=-1', 'page=99999999999', 'page=two'])
    expect(page(query)).toMatchObject({ number: 1, problem: 'This list has pages 1 to 3.' })
  expect(page('', [])).toEqual({ items: [], number: 1, pages: 1, problem: null })
})
