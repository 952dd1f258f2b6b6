import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alphabetical } from '#scanner/testing/claimed-tree.ts'
import type { Line } from './list-lines.ts'
import { placeRevision } from './place-revision.ts'

const line = (id: number, ...commits: readonly string[]): Line => ({
  id,
  revisions: commits.map((commit, index) => ({ commit, ordinal: index * 1024 })),
})

test('the first commit of a tree begins a line', async () => {
  expect(await placeRevision([], 'a1', alphabetical)).toEqual({ lineId: null, after: null, before: null })
})

test('a commit on top of a line is found with one question', async () => {
  const asked: string[] = []
  const place = await placeRevision([line(1, 'a1', 'a2', 'a3')], 'a4', async (ancestor, descendant) => {
    asked.push(`${ancestor} ${descendant}`)
    return alphabetical(ancestor, descendant)
  })
  expect(place).toEqual({ lineId: 1, after: 'a3', before: null })
  expect(asked).toEqual(['a3 a4'])
})

test('a commit that none of the lines descends from begins another', async () => {
  expect(await placeRevision([line(1, 'a1'), line(2, 'b1')], 'c1', alphabetical)).toMatchObject({ lineId: null })
})

test('a commit beside a line, on a branch of its own, begins another', async () => {
  // x branches off behind a1
  const isAncestor = async (ancestor: string, descendant: string) =>
    descendant === 'x' ? ancestor === 'a1' : ancestor !== 'x' && alphabetical(ancestor, descendant)
  expect(await placeRevision([line(1, 'a1', 'a2', 'a3')], 'x', isAncestor)).toMatchObject({ lineId: null })
})

test('a commit that is published stays where it is', async () => {
  const place = await placeRevision([line(1, 'a1', 'a2', 'a3')], 'a2', async () => false)
  expect(place).toEqual({ lineId: 1, after: 'a1', before: 'a3' })
})

test('of the lines that a merge fits on the oldest is taken', async () => {
  const place = await placeRevision([line(3, 'a1'), line(7, 'b1')], 'c1', async (_, descendant) => descendant === 'c1')
  expect(place).toEqual({ lineId: 3, after: 'a1', before: null })
})

test('a commit finds its two neighbours in any line', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 1, maxLength: 40 }),
      async (numbers) => {
        const [wanted, ...others] = numbers.map((number) => `a${number}`)
        const chain = others.sort()
        const at = chain.findIndex((commit) => commit > (wanted ?? ''))
        const before = at < 0 ? chain.length : at
        const place = await placeRevision(chain.length === 0 ? [] : [line(1, ...chain)], wanted ?? '', alphabetical)
        expect(place).toEqual({
          lineId: chain.length === 0 ? null : 1,
          after: chain[before - 1] ?? null,
          before: chain[before] ?? null,
        })
      },
    ),
  )
})
