import { expect, test } from 'vitest'
import { findMisplaced } from './find-misplaced.ts'
import type { Line } from './list-lines.ts'

const line = (id: number, ...commits: readonly string[]): Line => ({
  id,
  forkedFrom: null,
  revisions: commits.map((commit, at) => ({ commit, ordinal: at * 1024 })),
})
const chain = (...commits: readonly string[]) => ({ commits, forkedFrom: null, isTrunk: false })

test('lines that are as chains say stay', () => {
  expect(findMisplaced([line(1, 'a', 'b'), line(2, 'c')], [chain('a', 'b'), chain('c')])).toBeNull()
})

test('what belongs to no line there is leaves before another comes in', () => {
  expect(findMisplaced([line(1, 'a', 'b'), line(2, 'c')], [chain('a', 'c'), chain('b')])).toEqual({
    commit: 'b',
    from: 1,
    to: null,
  })
  expect(findMisplaced([line(1, 'a'), line(2, 'c'), line(3, 'b')], [chain('a', 'c'), chain('b')])).toEqual({
    commit: 'c',
    from: 2,
    to: 1,
  })
})

test('where two lines change revisions, one of these waits on a line of its own', () => {
  const chains = [chain('a1', 'a2', 'a3'), chain('b1', 'b2', 'b3')]
  const before = [line(1, 'a1', 'a2', 'b1'), line(2, 'b2', 'b3', 'a3')]
  expect(findMisplaced(before, chains)).toEqual({ commit: 'a3', from: 2, to: null })
  const between = [line(1, 'a1', 'a2', 'b1'), line(2, 'b2', 'b3'), line(3, 'a3')]
  expect(findMisplaced(between, chains)).toEqual({ commit: 'b1', from: 1, to: 2 })
})
