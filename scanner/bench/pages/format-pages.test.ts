import { expect, test } from 'vitest'
import { formatPagesReport } from './format-pages.ts'
import type { PagesReport } from './measure-pages.ts'

const time = (path: string, median: number, p95: number) => ({
  path,
  median,
  p95,
  bytes: 40_000,
  processor: median / 2,
  load: 1,
})
const floor = time('/new', 10, 20)
const page = (path: string, median: number, p95: number, crowdP95: number) =>
  ({ kind: 'page', ...time(path, median, p95), floor, crowd: { p95: crowdP95, wrong: 0 } }) as const

test('a page reaches its aim by the floor of the same run, not by itself', () => {
  const report: PagesReport = {
    times: [page('/a', 49, 99, 500), page('/b', 51, 60, 500), page('/c', 12, 20, 300)],
    floors: [floor],
    selectOne: { median: 0.2, p95: 0.4 },
  }
  const lines = formatPagesReport(report).split('\n')
  expect(lines.find((line) => line.startsWith('/a'))).toMatch(/\+39\.0 \/ \+79\.0\s+yes\s+25 \(\+20\)\s+500\s+5\.1\s+0/)
  expect(lines.find((line) => line.startsWith('/b'))).toMatch(/\+41\.0 \/ \+40\.0\s+NO/)
  expect(lines.find((line) => line.startsWith('/c'))).toMatch(/yes\s+6 \(\+1\)\s+300\s+15\.0 NO/)
})
