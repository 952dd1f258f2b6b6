import { expect, test } from 'vitest'
import { drawBackfill } from './draw-backfill.ts'
import { formatBackfill } from './format-backfill.ts'
import { sumUpBackfill } from './sum-up-backfill.ts'

const revision = (label: string, blobs: number, ms: number) => ({
  label,
  blobs,
  bytes: blobs * 1000,
  ms,
  phases: { reading: ms - 100, publishing: 100 },
  memory: 300e6,
  cpu: ms / 2,
  git: null,
  load: 1,
})
const report = {
  revisions: [revision('v1', 1000, 10_000), revision('v1.1', 100, 1_500), revision('v1.2', 300, 3_500)],
  ms: 15_000,
  peak: 400e6,
}

test('a backfill may cost 1.3 times its first revision, and what changed at the rate of the first', () => {
  expect(sumUpBackfill(report).allowedMs).toBeCloseTo(13_000 + 1_000 + 3_000)
  expect(formatBackfill(report)).toContain('All: 15.00 s')
  expect(formatBackfill(report)).toContain('(0.88, reached)')
  expect(formatBackfill({ ...report, ms: 20_000 })).toContain('(1.18, NOT reached)')
})

test('the line through all but the first tells what a revision costs that changes nothing', () => {
  const { fixedMs, perBlobMs } = sumUpBackfill(report)
  expect(fixedMs).toBeCloseTo(500)
  expect(perBlobMs).toBeCloseTo(10)
})

test('a single revision has no line', () => {
  expect(sumUpBackfill({ revisions: report.revisions.slice(0, 1) })).toEqual({
    allowedMs: 13_000,
    fixedMs: 0,
    perBlobMs: 0,
  })
})

test('every revision is a labelled point of the plot, the more it costs the higher', () => {
  const svg = drawBackfill(report)
  const heights = ['v1', 'v1.1', 'v1.2'].map((label) =>
    Number(new RegExp(`cy="([\\d.]+)"[^>]*><title>${label}</title>`).exec(svg)?.[1]),
  )
  expect(heights[0]).toBeLessThan(heights[2] ?? 0)
  expect(heights[2]).toBeLessThan(heights[1] ?? 0)
})
