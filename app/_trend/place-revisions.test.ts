import { expect, test } from 'vitest'
import { placeRevisions } from './place-revisions.ts'

const dates = (...days: readonly string[]) => days.map((day) => new Date(`${day}T12:00:00Z`))
const isRising = (positions: readonly number[]) =>
  positions.every((x, index) => index === 0 || x > (positions[index - 1] ?? x))

test('revisions stand where their dates are', () => {
  const { positions, skewed } = placeRevisions(dates('2020-01-01', '2020-07-01', '2021-01-01'))
  expect(positions[0]).toBe(0)
  expect(positions[2]).toBe(97)
  expect(positions[1]).toBeCloseTo(97 * (182 / 366), 0)
  expect(skewed).toBe(0)
})

test('ancestry is the truth where dates contradict it', () => {
  const { positions, skewed } = placeRevisions(dates('2020-01-01', '2022-01-01', '2021-01-01', '2023-01-01'))
  expect(isRising(positions)).toBe(true)
  expect(skewed).toBe(1)
})

test('revisions of one moment stand apart, at either end too', () => {
  const { positions } = placeRevisions(dates('2020-01-01', '2020-01-01', '2020-01-01', '2021-01-01', '2021-01-01'))
  expect(isRising(positions)).toBe(true)
  expect(positions.at(-1)).toBeLessThanOrEqual(97)
  expect(positions[1]).toBeGreaterThan(0.3)
})

test('a thousand revisions of one day still fit', () => {
  const { positions } = placeRevisions(dates(...Array.from({ length: 1000 }, () => '2020-01-01')))
  expect(isRising(positions)).toBe(true)
  expect(positions[0]).toBeGreaterThanOrEqual(0)
  expect(positions.at(-1)).toBeLessThanOrEqual(100)
})

test('dates between revisions and ticks of the axis stand between them', () => {
  const axis = placeRevisions(dates('2020-06-01', '2022-06-01'))
  expect(axis.ticks.map(({ label }) => label)).toContain('2021')
  const [january] = axis.ticks.filter(({ label }) => label === '2021')
  expect(january?.position).toBeCloseTo(97 * (214 / 730), 0)
  expect(axis.positionOf(new Date('2019-01-01'))).toBe(0)
})

test('an axis that goes on beyond the last revision leaves room for what comes', () => {
  const axis = placeRevisions(dates('2020-01-01', '2021-01-01'), new Date('2022-01-01T12:00:00Z'))
  expect(axis.positions[1]).toBeCloseTo(50, 0)
  expect(axis.positionOf(new Date('2022-01-01T12:00:00Z'))).toBe(100)
  expect(axis.positionOf(new Date('2021-07-02T12:00:00Z'))).toBeCloseTo(75, 0)
})

test('hours of one day are named once', () => {
  const hours = ['09', '12', '15', '18', '21'].map((hour) => new Date(`2026-11-30T${hour}:00:00Z`))
  expect(placeRevisions(hours).ticks.map(({ label }) => label)).toEqual(['30 Nov'])
})
