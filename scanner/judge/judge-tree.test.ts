import { expect, test } from 'vitest'
import { judgeSources, pinHeader, placeholderHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: `api:line status reason` of every row of one file, in a tree with the given mm.h. */
function check(source: string, expected: readonly string[], { header = pinHeader, path = 'drivers/a.c' } = {}): void {
  const sites = judgeSources({ 'include/linux/mm.h': header, [path]: source })
  const rows = sites.filter((site) => site.path === path)
  expect(rows.map(({ api, line, status, reason }) => `${api}:${line} ${status} ${reason}`)).toEqual(expected)
}

function body(...lines: readonly string[]): string {
  return `int f(void)\n{\n${lines.map((line) => `\t${line}\n`).join('')}}\n`
}

test('a plain reference is unconverted, paired or not', () => {
  check(body('get_user_pages_fast(a, 1, 0, &page);', 'put_page(page);'), [
    'get_user_pages_fast:3 unconverted legacy-acquire',
    'put_page:4 unconverted legacy-release',
  ])
  check(body('get_user_pages_fast(a, 1, 0, &x->page);'), ['get_user_pages_fast:3 unconverted legacy-acquire'])
})

test('a pin with its unpin is converted, without a release it is unknown', () => {
  check(body('pin_user_pages_fast(a, 1, 0, &page);', 'unpin_user_page(page);'), [
    'pin_user_pages_fast:3 converted pinned-and-unpinned',
    'unpin_user_page:4 converted pinned-and-unpinned',
  ])
  check(body('pin_user_pages_fast(a, 1, 0, &x->page);'), ['pin_user_pages_fast:3 unknown no-release-found'])
})

test('a pin that a release puts is mismatched, at both ends', () => {
  check(body('pin_user_pages_fast(a, 1, 0, &page);', 'if (x)', '\tput_page(page);', 'unpin_user_page(page);'), [
    'pin_user_pages_fast:3 mismatched pinned-but-put',
    'put_page:5 mismatched pinned-but-put',
    'unpin_user_page:6 converted pinned-and-unpinned',
  ])
})

test('a reference that is unpinned is mismatched', () => {
  check(body('get_user_pages_fast(a, 1, 0, &page);', 'unpin_user_page(page);'), [
    'get_user_pages_fast:3 mismatched got-but-unpinned',
    'unpin_user_page:4 mismatched got-but-unpinned',
  ])
})

test('a crossing that is not certain is no mismatch', () => {
  check(body('pin_user_pages_fast(a, 1, 0, &page);', 'get_page(page);', 'put_page(page);'), [
    'pin_user_pages_fast:3 unknown crossing-suspected',
    'put_page:5 unknown crossing-suspected',
  ])
})

test('an unpaired generic release is unrelated, an unpaired unpin is unknown', () => {
  check(body('put_page(page);', 'folio_put(folio);', 'unpin_user_page(page);'), [
    'put_page:3 unrelated no-acquire-found',
    'folio_put:4 unrelated no-acquire-found',
    'unpin_user_page:5 unknown no-acquire-found',
  ])
})

test('up to 5.5 the placeholder is the conversion, and some of each is half of it', () => {
  const header = placeholderHeader
  check(
    body('get_user_pages_fast(a, 1, 0, pages);', 'put_user_pages(pages, 1);'),
    ['get_user_pages_fast:3 converted got-and-put-user', 'put_user_pages:4 converted got-and-put-user'],
    { header },
  )
  check(
    body('get_user_pages_fast(a, 1, 0, pages);', 'if (x)', '\tput_page(pages[0]);', 'put_user_pages(pages, 1);'),
    [
      'get_user_pages_fast:3 unconverted mixed-releases',
      'put_page:5 unconverted legacy-release',
      'put_user_pages:6 converted got-and-put-user',
    ],
    { header },
  )
  check(body('get_user_pages_fast(a, 1, 0, x->pages);'), ['get_user_pages_fast:3 unconverted legacy-acquire'], {
    header,
  })
})

test('NULL for the pages takes no reference', () => {
  check(body('get_user_pages(a, 1, FOLL_WRITE, NULL);'), ['get_user_pages:3 no-reference null-carrier'])
})

test('the definition of an API and its helpers are implementation', () => {
  check(
    `static int __helper(struct page **pages)
{
	return get_user_pages_fast(0, 1, 0, pages);
}
static int shared(struct page **pages)
{
	return get_user_pages_fast(0, 1, 0, pages);
}
int get_vaddr_frames(unsigned long start, struct frame_vector *vec)
{
	shared(0);
	return __helper(vec->ptrs);
}
void user(void)
{
	shared(0);
}
`,
    ['get_user_pages_fast:3 implementation api-helper', 'get_user_pages_fast:7 unconverted legacy-acquire'],
  )
  check(
    'static inline void unpin_user_page(struct page *page)\n{\n\tput_page(page);\n}\n',
    ['put_page:3 implementation api-definition'],
    {
      path: 'include/linux/other.h',
    },
  )
  check(body('get_user_pages_fast(a, 1, 0, p);'), ['get_user_pages_fast:3 implementation implementation-file'], {
    path: 'mm/gup.c',
  })
})

test('a thin header inline or exported one-liner is counted where its call stands, unless its name is an API', () => {
  check(
    'static inline int take(unsigned long a, struct page **p)\n{\n\treturn pin_user_pages_fast(a, 1, 0, p);\n}\n',
    ['pin_user_pages_fast:3 unknown no-release-found'],
    { path: 'drivers/a.h' },
  )
  check(
    'int take(unsigned long a, struct page **p)\n{\n\treturn get_user_pages_fast(a, 1, 0, p);\n}\nEXPORT_SYMBOL_GPL(take);\n',
    ['get_user_pages_fast:3 unconverted legacy-acquire'],
  )
  check(
    '#ifndef NEW\nstatic int pin_user_pages_fast(long a, int n, int f, struct page **p)\n{\n\treturn get_user_pages_fast(a, n, f, p);\n}\n#endif\n',
    ['get_user_pages_fast:4 wrapper hands-pages-on'],
  )
})

test('what keeps the pages in a field, or is local to a file, is no wrapper', () => {
  check('int take(struct x *x)\n{\n\treturn get_user_pages_fast(x->a, 1, 0, x->pages);\n}\nEXPORT_SYMBOL(take);\n', [
    'get_user_pages_fast:3 unconverted legacy-acquire',
  ])
  check('static int take(unsigned long a, struct page **p)\n{\n\treturn get_user_pages_fast(a, 1, 0, p);\n}\n', [
    'get_user_pages_fast:3 unconverted legacy-acquire',
  ])
})

test('test code is exempt, its unrelated releases stay unrelated', () => {
  check(
    body('get_user_pages_fast(a, 1, 0, &page);', 'put_page(other);'),
    ['get_user_pages_fast:3 exempt test-code', 'put_page:4 unrelated no-acquire-found'],
    { path: 'drivers/iommu/iommufd/selftest.c' },
  )
})

test('a reviewed exemption holds for its function alone, and for the releases of its pages', () => {
  const path = 'kernel/events/core.c'
  check(
    'static u64 perf_virt_to_phys(u64 virt)\n{\n\tget_user_page_fast_only(virt, 0, &p);\n\tput_page(p);\n}\nint other(void)\n{\n\tget_user_page_fast_only(virt, 0, &p);\n}\n',
    [
      'get_user_page_fast_only:3 exempt case-4',
      'put_page:4 exempt case-4',
      'get_user_page_fast_only:8 unconverted legacy-acquire',
    ],
    { path },
  )
})

test('a bio pins as its implementation does', () => {
  const bio = (inner: string) => ({
    'include/linux/bio.h': 'int bio_iov_iter_get_pages(struct bio *bio, struct iov_iter *iter);\n',
    'block/bio.c': `static int __get(struct bio *bio)\n{\n\treturn ${inner};\n}\nint bio_iov_iter_get_pages(struct bio *bio, struct iov_iter *iter)\n{\n\treturn __get(bio);\n}\n`,
    'fs/a.c': body('bio_iov_iter_get_pages(bio, iter);', 'bio_release_pages(bio, false);'),
  })
  const statusOf = (inner: string) =>
    judgeSources(bio(inner))
      .filter(({ path }) => path === 'fs/a.c')
      .map(({ status }) => status)
  expect(statusOf('iov_iter_extract_pages(i, &p, 1, 1, 0, &o)')).toEqual(['converted', 'converted'])
  expect(statusOf('iov_iter_get_pages2(i, p, 1, 1, &o)')).toEqual(['unconverted', 'unconverted'])
})

test('the target is what the scanned tree offers', () => {
  const of = (header: string, call: string) =>
    judgeSources({ 'include/linux/mm.h': header, 'drivers/a.c': body(call) }).find(({ path }) => path === 'drivers/a.c')
      ?.target
  expect(of(pinHeader, 'get_user_pages_fast(a, 1, 0, x->p);')).toBe('pin_user_pages_fast')
  expect(of(placeholderHeader, 'get_user_pages_fast(a, 1, 0, x->p);')).toBeNull()
  expect(of(pinHeader, 'pin_user_pages_fast(a, 1, 0, x->p);')).toBeNull()
})

/** `expected`: findings of the first row, and whether it is long-term. */
function checkFindings(source: string, expected: readonly string[], longterm = false): void {
  const site = judgeSources({ 'include/linux/mm.h': pinHeader, 'drivers/a.c': source }).find(
    ({ path }) => path === 'drivers/a.c',
  )
  expect(site?.findings).toEqual(expected)
  expect(site?.longterm).toBe(longterm)
  expect(site?.case).toBe(longterm ? 2 : null)
}

test('a truth value where flags are expected is a finding', () => {
  checkFindings(body('get_user_pages_fast(a, 1, dir == DMA_FROM_DEVICE, x->p);'), ['bool-flags'])
  checkFindings(body('get_user_pages_fast(a, 1, !readonly, x->p);'), ['bool-flags'])
  checkFindings(body('get_user_pages_fast(a, 1, true, x->p);'), ['bool-flags'])
  checkFindings('int f(bool write)\n{\n\tget_user_pages_fast(a, 1, write, x->p);\n}\n', ['bool-flags'])
  checkFindings(body('get_user_pages_fast(a, 1, write ? FOLL_WRITE : 0, x->p);'), [])
  checkFindings(body('get_user_pages_fast(a, 1, 0, x->p);'), [])
})

test('flags that the API sets itself are a finding', () => {
  checkFindings(body('get_user_pages_fast(a, 1, FOLL_GET | FOLL_WRITE, x->p);'), ['foll-flag-at-call'])
  checkFindings(body('unsigned int flags = FOLL_PIN;', 'pin_user_pages_fast(a, 1, flags, x->p);'), [
    'foll-flag-at-call',
  ])
})

test('FOLL_LONGTERM, written or collected in a local, makes case 2', () => {
  checkFindings(body('pin_user_pages_fast(a, 1, FOLL_LONGTERM | FOLL_WRITE, x->p);'), [], true)
  checkFindings(
    body('unsigned int flags = 0;', 'flags |= FOLL_LONGTERM;', 'pin_user_pages_fast(a, 1, flags, x->p);'),
    [],
    true,
  )
})

test('a page marked dirty without its lock before it is dropped is a finding of the release', () => {
  checkFindings(body('set_page_dirty(page);', 'unpin_user_page(page);'), ['dirty-unlocked'])
  checkFindings(body('lock_page(page);', 'set_page_dirty(page);', 'unpin_user_page(page);'), [])
  checkFindings(body('set_page_dirty(other);', 'unpin_user_page(page);'), [])
  checkFindings(body('set_page_dirty_lock(page);', 'unpin_user_page(page);'), [])
})

test('NULL may be cast, in parentheses, or 0', () => {
  for (const pages of ['(struct page **)0', '((void *)0)', '0', '(struct page **)NULL']) {
    check(body(`get_user_pages(a, 1, FOLL_WRITE, ${pages});`), ['get_user_pages:3 no-reference null-carrier'])
  }
})

test('an exemption does not hide that a plain reference is unpinned', () => {
  check(
    'static int lookup_node(void)\n{\n\tget_user_pages_fast(a, 1, 0, &p);\n\tunpin_user_page(p);\n}\n',
    ['get_user_pages_fast:3 mismatched got-but-unpinned', 'unpin_user_page:4 mismatched got-but-unpinned'],
    { path: 'mm/mempolicy.c' },
  )
})

test('up to 5.5 a mix over a member is half converted too', () => {
  check(
    `int take(struct u *u)
{
	get_user_pages_fast(a, n, 0, u->pgs);
	put_user_pages(u->pgs, n);
}
void drop(struct u *u)
{
	put_page(u->pgs[0]);
}
`,
    [
      'get_user_pages_fast:3 unconverted mixed-releases',
      'put_user_pages:4 converted got-and-put-user',
      'put_page:8 unconverted legacy-release',
    ],
    { header: placeholderHeader },
  )
})

test('FOLL_LONGTERM reaches a call that joins its local with more flags', () => {
  checkFindings(body('unsigned int f = FOLL_LONGTERM;', 'pin_user_pages_fast(a, 1, f | FOLL_FORCE, x->p);'), [], true)
})

test('another page marked dirty, or locked, says nothing of this one', () => {
  checkFindings(body('set_page_dirty(d->two);', 'unpin_user_page(d->one);'), [])
  checkFindings(body('lock_page(other);', 'set_page_dirty(page);', 'unpin_user_page(page);'), ['dirty-unlocked'])
})

test('a pin whose release is only possible is unknown, and counted as that', () => {
  const sites = judgeSources({
    'include/linux/mm.h': pinHeader,
    'drivers/a.c': `int one(struct a *a)
{
	pin_user_pages_fast(x, n, 0, list);
}
int two(struct b *b)
{
	pin_user_pages_fast(x, n, 0, list);
}
void drop(struct c *c)
{
	unpin_user_page(find(c));
}
`,
  })
  expect(sites.filter(({ api }) => api === 'pin_user_pages_fast').map(({ status }) => status)).toEqual([
    'unknown',
    'unknown',
  ])
})

test('two ends of one pair never contradict each other', () => {
  const sites = judgeSources({
    'include/linux/mm.h': pinHeader,
    'drivers/a.c': `int one(struct a *a)
{
	pin_user_pages_fast(x, n, 0, list);
}
void drop(struct c *c)
{
	unpin_user_page(c->one);
	unpin_user_page(find(c));
}
void two(struct c *c)
{
	pin_user_pages_fast(x, 1, 0, &c->one);
}
`,
  })
  expect(sites.map(({ line, status, reason }) => `${line} ${status} ${reason}`)).toEqual([
    '3 unknown no-release-found',
    '7 converted pinned-and-unpinned',
    '8 unknown no-acquire-found',
    '12 converted pinned-and-unpinned',
  ])
})

test('a definition that takes the name in some kernels only is said beside the verdict', () => {
  const compat = `#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
static void unpin_user_page(struct page *page) { put_page(page); }
#endif
`
  const judged = (shadow: string) =>
    judgeSources({
      'include/linux/mm.h': pinHeader,
      'drivers/a.c': `${shadow}${body('pin_user_pages_fast(a, 1, 0, &page);', 'unpin_user_page(page);')}`,
    }).find(({ api }) => api === 'unpin_user_page')
  expect(judged(compat)).toMatchObject({
    status: 'converted',
    evidence: [expect.stringMatching(/^line 2 of the file defines unpin_user_page\(\) itself/)],
  })
  expect(judged('')?.evidence).toEqual([])
})
