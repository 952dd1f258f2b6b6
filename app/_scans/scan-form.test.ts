import { expect, test } from 'vitest'
import { readScanForm, splitNames } from './scan-form.ts'

test('names stand between blanks or commas', () => {
  expect(splitNames(' v6.1,v6.6\n v6.12 ')).toEqual(['v6.1', 'v6.6', 'v6.12'])
  expect(splitNames('  ')).toEqual([])
})

test('fields that are missing, files or endless are empty', () => {
  const data = new FormData()
  data.set('revisions', new Blob(['x']))
  data.set('tags', 'x'.repeat(5001))
  expect(readScanForm(data)).toEqual({ source: '', revisions: '', tags: '' })
})
