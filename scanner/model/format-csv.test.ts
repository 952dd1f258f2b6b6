import { expect, test } from 'vitest'
import { jason, samplePair, sampleRow } from '#scanner/cli/format/sample-rows.ts'
import { formatCsv } from './format-csv.ts'

const header =
  'id,path,line,column,function,ordinal,api,role,family,class,target,status,reason,case,longterm,findings,pairs,via,subsystem,subsystems,maintainers'

test('an empty list is a header', () => {
  expect(formatCsv([])).toBe(`${header}\n`)
})

test('a row is flat: lists are joined in their cell, null is empty', () => {
  const row = sampleRow({
    findings: ['dirty-unlocked', 'bool-flags'],
    pairs: [samplePair(), samplePair({ line: 70, grade: 'likely' })],
    via: [
      { path: 'v.c', line: 3, function: 'v' },
      { path: 'w.c', line: 4, function: null },
    ],
    maintainers: [jason, { name: '', email: 'list@example.org', role: 'reviewer' }],
  })
  expect(formatCsv([row])).toBe(
    `${header}\n00112233445566aa,drivers/infiniband/core/umem.c,213,12,ib_umem_get,1,pin_user_pages_fast,acquire,pin,page-array,,` +
      'converted,pinned-and-unpinned,2,true,dirty-unlocked | bool-flags,' +
      '"unpin_user_page_range_dirty_lock drivers/infiniband/core/umem.c:63 (same-function, certain)' +
      ' | unpin_user_page_range_dirty_lock drivers/infiniband/core/umem.c:70 (same-function, likely)",' +
      'v.c:3 v | w.c:4,INFINIBAND SUBSYSTEM,INFINIBAND SUBSYSTEM | THE REST,' +
      'Jason Gunthorpe <jgg@nvidia.com> (maintainer) | list@example.org (reviewer)\n',
  )
})

test.each(['=', '+', '-', '@', ' =', '\uff1d'])('a text that begins with %j does not run as a formula', (sign) => {
  expect(formatCsv([sampleRow({ subsystem: `${sign}1+1` })])).toContain(`,'${sign}1+1,`)
})

test('false is said, not left empty', () => {
  expect(formatCsv([sampleRow({ longterm: false })])).toContain(',2,false,')
})

test('what moves the cursor of a terminal is shown', () => {
  const text = formatCsv([sampleRow({ path: 'a\u001b[2J\u009b31m\u202e.c', subsystem: '\t=1+1' })])
  expect(text).toContain('a\\u001b[2J\\u009b31m\\u202e.c')
  expect(text).toContain('\\u0009=1+1')
})
