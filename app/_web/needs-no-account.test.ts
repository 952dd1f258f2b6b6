import { expect, test } from 'vitest'
import { needsNoAccount } from './needs-no-account.ts'

test.each([
  '/people/sign-in',
  '/people/sign-in/mail',
  '/api/auth/callback/oidc',
  '/people/mail/stop/now',
  '/people/mail/claims',
])('%s is open to all: it leads to an account, or a link of a mail leads to it', (path) => {
  expect(needsNoAccount(path)).toBe(true)
})

test.each([
  '/',
  '/linux/sites',
  '/api/v1/trees',
  '/people/mine',
  '/people/mail',
  '/people/mail/preview',
  '/people/sign-inx',
])('%s takes an account where reading does', (path) => {
  expect(needsNoAccount(path)).toBe(false)
})
