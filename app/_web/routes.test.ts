import { expect, test } from 'vitest'
import { claimsLink, stopLinks } from '#prisma/telling/mail-links.ts'
import {
  eventsPath,
  mailClaimsPath,
  mailStopNowPath,
  mailStopPath,
  maintainerPath,
  overviewPath,
  sitePath,
  sitesApiPath,
  sitesPath,
  subsystemPath,
} from './routes.ts'

test('the newest revision is not said', () => {
  expect(overviewPath('linux', { rev: null })).toBe('/linux')
})

test('a revision stands behind what a list is filtered by', () => {
  expect(sitesPath('linux', { rev: 'v6.1' }, { status: ['mismatched', 'unknown'], role: 'acquire', path: null })).toBe(
    '/linux/sites?status=mismatched&status=unknown&role=acquire&rev=v6.1',
  )
})

test('a revision among the parameters does not win over that of the page', () => {
  const params = new URLSearchParams('rev=v5.1&q=a')
  expect(sitesPath('linux', { rev: 'v6.1' }, params)).toBe('/linux/sites?q=a&rev=v6.1')
  expect(sitesPath('linux', { rev: null }, params)).toBe('/linux/sites?q=a')
  expect(params.get('rev')).toBe('v5.1')
})

test('what means something in an address is escaped, and addresses of people stay readable', () => {
  expect(maintainerPath('linux', { rev: null }, 'a+b/c@example.org')).toBe('/linux/maintainers/a%2Bb%2Fc@example.org')
  expect(subsystemPath('linux', { rev: 'a&b=c' }, 'block layer?')).toBe(
    '/linux/subsystems/block%20layer%3F?rev=a%26b%3Dc',
  )
  expect(sitePath('linux', { rev: null }, '0123456789abcdef')).toBe('/linux/sites/0123456789abcdef')
})

test('the rows for programs have the parameters of the page', () => {
  expect(sitesApiPath('linux', { rev: null }, new URLSearchParams('status=unknown'))).toBe(
    '/api/trees/linux/sites?status=unknown',
  )
})

test('events of a step are narrowed by what happened, to what, and whose it is', () => {
  expect(eventsPath('linux', { rev: 'v6.1' })).toBe('/linux/events?rev=v6.1')
  expect(
    eventsPath(
      'linux',
      { rev: 'v6.1' },
      { kind: ['appeared', 'regressed'], subsystem: 'mm', role: 'acquire', status: 'unconverted' },
    ),
  ).toBe('/linux/events?kind=appeared&kind=regressed&subsystem=mm&role=acquire&status=unconverted&rev=v6.1')
})

test('links of mails lead to pages that are there', () => {
  const secret = new Uint8Array(32)
  const grant = { what: 'stop-kind', participantId: 1, kind: 'landed' } as const
  const { page, oneClick } = stopLinks(grant, '', secret)
  const token = new URLSearchParams(page.split('?')[1]).get('token')
  expect(page).toBe(mailStopPath({ token }))
  expect(oneClick).toBe(mailStopNowPath({ token }))
  expect(claimsLink(grant, '', secret)).toBe(mailClaimsPath({ token }))
})
