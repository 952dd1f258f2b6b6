import { expect, test } from 'vitest'
import type { SiteItem } from '#scanner/model/site-item.ts'
import { formatMail } from './format-mail.ts'

const row: SiteItem = {
  v: 1,
  id: '0011223344556677',
  path: 'mm/a.c',
  line: 7,
  column: 2,
  function: 'take',
  ordinal: 1,
  api: 'get_user_pages',
  role: 'acquire',
  family: 'get',
  class: 'page-array',
  target: 'pin_user_pages',
  status: 'unconverted',
  reason: 'legacy-acquire',
  case: null,
  longterm: false,
  findings: [],
  pairs: [],
  via: [],
  subsystem: 'MEMORY MANAGEMENT',
  subsystems: ['MEMORY MANAGEMENT'],
  maintainers: [{ name: 'Old Hand', email: 'old@example.org', role: 'maintainer' }],
  triage: null,
  claims: [],
  appeared: null,
}
const head = { title: 'Demo v6.12: 3 calls', url: 'http://127.0.0.1:3300/demo/sites' }

test('sites stand by section, with its people, in lines that fit a mail', () => {
  const text = formatMail(
    [
      row,
      {
        ...row,
        path: 'drivers/infiniband/hw/usnic/usnic_uiom.c',
        line: 145,
        function: 'usnic_uiom_get_pages_of_a_very_long_name_indeed_it_is',
        target: 'pin_user_pages_fast',
        status: 'mismatched',
        subsystem: null,
        maintainers: [],
      },
      { ...row, path: 'mm/b.c', function: null, target: null },
    ],
    head,
  )
  expect(text).toBe(`Demo v6.12: 3 calls
http://127.0.0.1:3300/demo/sites

MEMORY MANAGEMENT
  Old Hand <old@example.org>
- mm/a.c:7 take() get_user_pages -> pin_user_pages
- mm/b.c:7 get_user_pages

No section but THE REST
- drivers/infiniband/hw/usnic/usnic_uiom.c:145
  usnic_uiom_get_pages_of_a_very_long_name_indeed_it_is()
  get_user_pages [mismatched]
  -> pin_user_pages_fast
`)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72)
})

test('who works on a site, and what is decided of it, stands below it', () => {
  const text = formatMail(
    [
      {
        ...row,
        priority: 'high',
        claims: [
          { id: '1', person: 'Old Hand', state: 'claimed' },
          { id: '2', person: 'new@example.org', state: 'posted' },
        ],
        triage: {
          verdict: 'blocked',
          case: 3,
          reason: 'waits for folios and\nfor everything that somebody says of them elsewhere',
          by: 'mm@example.org',
          date: '2026-11-30T10:00:00Z',
        },
      },
    ],
    head,
  )
  expect(text.split('\n').slice(5)).toEqual([
    '- mm/a.c:7 take() get_user_pages -> pin_user_pages',
    '  priority high',
    '  claimed by Old Hand, new@example.org (posted)',
    '  judged blocked (case 3): waits for folios and for everything that',
    '  somebody says of them elsewhere by mm@example.org, 2026-11-30',
    '',
  ])
})
