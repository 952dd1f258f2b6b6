import { expect, test } from 'vitest'
import { hideSecrets } from './hide-secrets.ts'

test.each([
  ['/people/sign-in/confirm?token=abc', '/people/sign-in/confirm?token=…'],
  ['/api/auth/callback/github?code=abc&state=def&x=1', '/api/auth/callback/github?code=…&state=…&x=1'],
  ['/people/mail/stop/now?TOKEN=abc', '/people/mail/stop/now?TOKEN=…'],
  ['/linux/sites?status=open&q=token', '/linux/sites?status=open&q=token'],
])('%s is logged as %s', (url, logged) => expect(hideSecrets(url)).toBe(logged))
