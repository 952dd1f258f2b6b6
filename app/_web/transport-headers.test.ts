import { expect, test } from 'vitest'
import { transportHeaders } from './transport-headers.ts'

test('browsers are held to https where that is how pages are opened, and nowhere else', () => {
  expect(transportHeaders({ NODE_ENV: 'test', PINWATCH_URL: 'https://gup.example.org' })).toEqual({
    'strict-transport-security': 'max-age=31536000',
  })
  expect(transportHeaders({ NODE_ENV: 'test', PINWATCH_URL: 'http://127.0.0.1:3000' })).toEqual({})
  expect(transportHeaders({ NODE_ENV: 'test' })).toEqual({})
})
