import { expect, test } from 'vitest'
import { chooseEvery } from './choose-every.ts'

/** A trunk `m0 … m20`, an hour apart, and a branch `s11 … s20` from m10. */
const history = {
  parents: new Map<string, string | null>([
    ...Array.from({ length: 21 }, (_, at) => [`m${at}`, at === 0 ? null : `m${at - 1}`] as const),
    ...Array.from({ length: 10 }, (_, at) => [`s${at + 11}`, at === 0 ? 'm10' : `s${at + 10}`] as const),
  ]),
  committedAt: new Map([
    ...Array.from({ length: 21 }, (_, at) => [`m${at}`, at * 3600] as const),
    ...Array.from({ length: 10 }, (_, at) => [`s${at + 11}`, (at + 11) * 3600] as const),
  ]),
  trunk: 'm20',
}

const check = (
  starts: readonly string[],
  every: number,
  { since = null, published = [] }: { readonly since?: number | null; readonly published?: readonly string[] } = {},
) =>
  chooseEvery(history, starts, {
    every,
    since: since === null ? null : new Date(since * 3_600_000),
    published: new Set(published),
  })

test('counts from the revision back to what is published', () => {
  expect(check(['m20'], 4, { published: ['m5'] })).toEqual(['m16', 'm12', 'm8'])
  expect(check(['m20'], 100, { published: ['m5'] })).toEqual([])
  expect(check(['m20'], 1, { published: ['m17'] })).toEqual(['m19', 'm18'])
})

test('counts to a date, anew from what is published, so that gaps are filled and nothing is asked for twice', () => {
  expect(check(['m20'], 6, { since: 3 })).toEqual(['m14', 'm8'])
  expect(check(['m20'], 6, { since: 3, published: ['m14', 'm8'] })).toEqual([])
  expect(check(['m20'], 3, { since: 3, published: ['m14', 'm8'] })).toEqual(['m17', 'm11', 'm5'])
})

test('between revisions that are asked for none need be published', () => {
  expect(check(['m2', 'm20', 'm10'], 4)).toEqual(['m16', 'm12', 'm6'])
})

test('without a date and anything published there is no end', () => {
  expect(check(['m20'], 4)).toBeNull()
  expect(check(['m20', 's20'], 4)).toBeNull()
})

test('a branch ends where another way was gone already, also when half of it is published', () => {
  const whole = check(['s20', 'm20', 'm0'], 4)
  expect(whole).toEqual(['m16', 'm12', 'm8', 'm4', 's16', 's12'])
  // killed after some, it asks for the rest
  expect(check(['s20', 'm20', 'm0'], 4, { published: ['m0', 'm4', 'm8'] })).toEqual(['m16', 'm12', 's16', 's12'])
  expect(check(['s20', 'm20', 'm0'], 4, { published: ['m0', 'm4', 'm8', 'm12', 'm16', 'm20', 's12'] })).toEqual(['s16'])
})

test('one commit that is dated too early ends nothing, and is not chosen', () => {
  const skewed = { ...history, committedAt: new Map(history.committedAt).set('m16', 0).set('m15', 0) }
  expect(chooseEvery(skewed, ['m20'], { every: 4, since: new Date(7 * 3_600_000), published: new Set() })).toEqual([
    'm12',
    'm8',
  ])
})
