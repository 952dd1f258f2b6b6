import { expect, test } from 'vitest'
import { formatService } from './format-service.ts'

const sample = (value: number) => ({ value, load: 1 })

const report = {
  firstAnswers: sample(20_000),
  firstPublished: sample(30_000),
  laterAnswers: sample(2_000),
  publish: [sample(400), sample(600)],
  pages: [
    { path: '/linux', median: 10, p95: 20, bytes: 50_000, processor: null, load: 1 },
    { path: '/linux/sites', median: 40, p95: 60, bytes: 150_000, processor: null, load: 1 },
    { path: '/api/trees/linux/sites', median: 80, p95: 90, bytes: 900_000, processor: null, load: 1 },
  ],
  scriptBytes: 137_000,
}

test('starts are seconds, and the later one is a part of the first', () => {
  const text = formatService(report)
  expect(text).toMatch(/^publishing a whole kernel +0\.50 s +0\.40–0\.60 +≤ 2 s +yes/m)
  expect(text).toContain('later start / first start: 0.100')
})

test('a page is judged by its slow requests, and a download is not', () => {
  const text = formatService(report)
  expect(text).toMatch(/^\/linux +10\.0 +20\.0 +≤ 50 +yes/m)
  expect(text).toMatch(/^\/linux\/sites +40\.0 +60\.0 +≤ 50 +NO/m)
  expect(text).toMatch(/^\/api\/trees\/linux\/sites +80\.0 +90\.0 +900/m)
})
