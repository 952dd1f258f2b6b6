import { expect, test } from 'vitest'
import { mailLink } from './mail-link.ts'

test('addresses and subject survive whatever they hold', () => {
  const link = mailLink(['a+b@example.org', 'x?y@example.org'], { subject: 'a & b?c=d #1', cc: ['list@example.org'] })
  expect(link).toBe('mailto:a%2Bb@example.org,x%3Fy@example.org?cc=list@example.org&subject=a%20%26%20b%3Fc%3Dd%20%231')
  expect(new URL(link).searchParams.get('subject')).toBe('a & b?c=d #1')
})
