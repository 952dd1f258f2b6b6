import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy.ts'

const partsOf = (policy: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    policy.split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ')
      return [name, values]
    }),
  )

test('a page runs the scripts of its own request, and nothing that stands in its text', () => {
  const policy = partsOf(contentSecurityPolicy('abc', false))
  expect(policy['script-src']).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
  for (const [name, values] of Object.entries(policy))
    expect([name, values.filter((value) => /unsafe|\*|^https?:/.test(value))]).toEqual([name, []])
})

test('what is not named is not loaded, and nobody frames a page, moves its addresses or takes its forms', () => {
  expect(partsOf(contentSecurityPolicy('abc', false))).toMatchObject({
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
  })
})
