import { expect, test } from 'vitest'
import { chooseType } from './choose-type.ts'

const types = ['application/json', 'application/x-ndjson', 'text/csv'] as const

test.each([
  [null, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['application/x-ndjson', 'application/x-ndjson'],
  ['TEXT/CSV; charset=utf-8', 'text/csv'],
  ['text/csv;q=0.5, application/json', 'application/json'],
  ['text/*', 'text/csv'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json'],
  ['application/*;q=0.9, text/csv;q=0.8', 'text/csv'],
  ['text/csv;q=nonsense', 'application/json'],
  ['image/png', 'application/json'],
] as const)('of %s it is %s', (accept, type) => {
  expect(chooseType(accept, types)).toBe(type)
})
