import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isSameOrigin } from './is-same-origin.ts'

const from = (headers: Record<string, string>) => isSameOrigin(new Headers({ host: 'gup.example.org', ...headers }))

test('our own pages and programs are told from pages of other sites', () => {
  expect(from({ origin: 'https://gup.example.org', 'sec-fetch-site': 'same-origin' })).toBe(true)
  expect(from({})).toBe(true)
  expect(from({ origin: 'https://evil.example' })).toBe(false)
  expect(from({ 'sec-fetch-site': 'cross-site' })).toBe(false)
  expect(from({ 'sec-fetch-site': 'same-site' })).toBe(false)
  // a sandboxed frame
  expect(from({ origin: 'null' })).toBe(false)
})

test('no page hides where it is from: its own forms would be taken for those of another site', () => {
  const app = join(import.meta.dirname, '..')
  const pages = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'))
  expect(pages.length).toBeGreaterThan(50)
  expect(pages.filter((file) => readFileSync(join(app, file), 'utf8').includes('no-referrer'))).toEqual([])
})
