import pc from 'picocolors'
import { expect, test } from 'vitest'
import type { SiteRow } from '#scanner/model/site.ts'
import { type ExplainOptions, formatExplain } from './format-explain.ts'
import { samplePair, sampleRow } from './sample-rows.ts'

const explain = (fields: Partial<SiteRow>, options: Partial<ExplainOptions> = {}): string =>
  formatExplain(sampleRow(fields), {
    colors: pc.createColors(false),
    excerpt: null,
    evidence: [],
    pairs: [],
    ...options,
  })

test('everything known of a site is told, the call marked in its code', () => {
  const text = explain(
    {
      line: 100,
      status: 'mismatched',
      reason: 'pinned-but-put',
      target: 'pin_user_pages',
      findings: ['dirty-unlocked'],
      pairs: [samplePair({ line: 344, api: 'put_page', grade: 'likely' })],
      via: [{ path: 'v.c', line: 3, function: 'v' }],
    },
    {
      excerpt: { firstLine: 99, lines: ['\tint i;', '\terr = pin_user_pages_fast(a,\tb);'] },
      evidence: ['umem->sgt is filled here.'],
    },
  )
  expect(text).toBe(`drivers/infiniband/core/umem.c:100:12
pin_user_pages_fast() in ib_umem_get, ordinal 1, id 00112233445566aa

   99 |         int i;
> 100 |         err = pin_user_pages_fast(a,    b);

Status      mismatched (pinned-but-put)
            The pages are pinned, but a release drops them like a plain reference: the pin count is never given back.
Kind        acquire, family pin, class page-array
Convert to  pin_user_pages()
Case        case 2 of pin_user_pages.rst, FOLL_LONGTERM

Findings    dirty-unlocked: The page is marked dirty without its lock before it is dropped; set_page_dirty_lock() is meant for this.

Released    drivers/infiniband/core/umem.c:344  put_page() in __ib_umem_release  likely, by same-function  id 8899aabbccddeeff

Reached by  v.c:3 in v

Evidence    umem->sgt is filled here.

Sections    INFINIBAND SUBSYSTEM
            THE REST

People      Jason Gunthorpe <jgg@nvidia.com> (maintainer)
`)
})

test('what is not known takes no room', () => {
  const text = explain({ target: null, case: null, longterm: false, subsystems: [], maintainers: [] })
  for (const label of ['Convert to', 'Case', 'Findings', 'Reached by', 'Evidence', 'Sections', 'People', '|']) {
    expect(text).not.toContain(label)
  }
})

test('a missing pair is said where one was looked for, and only there', () => {
  expect(explain({ status: 'unknown', role: 'release', pairs: [] })).toContain('Acquired    no pair was found')
  expect(explain({ status: 'wrapper', pairs: [] })).not.toContain('no pair')
})

test('a call outside any function says so', () => {
  expect(explain({ function: null })).toContain('pin_user_pages_fast(), outside any function, ordinal 1')
})

test('an escape sequence in the code cannot reach the terminal', () => {
  expect(explain({ line: 1 }, { excerpt: { firstLine: 1, lines: ['/* \u001b[2J */'] } })).toContain(
    '> 1 | /* \\u001b[2J */',
  )
})

test('a pair is told with its rule, its chain and both ends beside each other', () => {
  const text = explain(
    {},
    {
      pairs: [
        {
          rule: 'same-directory-member',
          grade: 'certain',
          acquire: { path: 'a.c', line: 2, excerpt: { firstLine: 1, lines: ['{', '\tpin(vm->page);'] } },
          release: { path: 'b.c', line: 9, excerpt: { firstLine: 9, lines: ['\tput_page(vm->page);'] } },
          steps: [
            { path: 'a.c', line: 2, text: 'pin() takes the pages' },
            { path: 'b.c', line: 9, text: 'put_page() drops them' },
          ],
        },
      ],
    },
  )
  expect(
    text.slice(text.indexOf('Pair ')),
  ).toBe(`Pair        certain, by same-directory-member: The pages are stored in a member of a struct, and dropped from it in another file of the directory.
            1. a.c:2  pin() takes the pages
            2. b.c:9  put_page() drops them

a.c:2                                                        | b.c:9
  1 | {                                                      | > 9 |         put_page(vm->page);
> 2 |         pin(vm->page);                                 |
`)
})
