import { expect, test } from 'vitest'
import { linkSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: rows of a driver outside the tree as `api:line carrier`, the carrier as its base and members. */
function check(source: string, expected: readonly string[], header = ''): void {
  const tree = linkSources({ ...(header === '' ? {} : { 'include/linux/mm.h': header }), 'a.c': source })
  const rows = tree.sites.filter(({ file }) => file.path === 'a.c')
  expect(
    rows.map(({ api, call, carrier }) => {
      const { base, steps } = carrier.kind === 'path' ? carrier.path : { base: carrier.kind, steps: [] }
      return `${api.name}:${call.line} ${base}${steps.filter((step) => step.startsWith('.')).join('')}`
    }),
  ).toEqual(expected)
}

const body = (...lines: readonly string[]) =>
  `int f(struct task_struct *who, struct mm_struct *mm, struct page **out)\n{\n${lines.join('\n')}\n}\n`

test('each form that an API ever had is told by its arguments', () => {
  check(
    body(
      'get_user_pages(current, current->mm, at, n, 1, 0, out, NULL);',
      'get_user_pages(at, n, 1, 0, out, NULL);',
      'get_user_pages(who, mm, at, n, FOLL_WRITE, out, NULL);',
      'get_user_pages_remote(who, mm, at, 1, FOLL_WRITE, out, NULL);',
      'get_user_pages_remote(mm, at, 1, FOLL_WRITE, out, NULL, NULL);',
      'get_user_pages_remote(who, mm, at, 1, 1, 0, out, NULL);',
      'get_user_pages_remote(NULL, mm, at, 1, flags, out, NULL, NULL);',
      'get_user_pages_unlocked(current, mm, at, n, 1, 0, out);',
      'get_user_pages_unlocked(at, n, 1, 0, out);',
      'get_user_pages_unlocked(at, n, out, FOLL_WRITE);',
      'get_user_pages_locked(at, n, 1, 0, out, &locked);',
      'pin_user_pages_remote(current, mm, at, 1, FOLL_WRITE, out, NULL, NULL);',
      'get_vaddr_frames(at, n, true, false, vec);',
    ),
    [
      'get_user_pages:3 out',
      'get_user_pages:4 out',
      'get_user_pages:5 out',
      'get_user_pages_remote:6 out',
      'get_user_pages_remote:7 out',
      'get_user_pages_remote:8 out',
      'get_user_pages_remote:9 out',
      'get_user_pages_unlocked:10 out',
      'get_user_pages_unlocked:11 out',
      'get_user_pages_unlocked:12 out',
      'get_user_pages_locked:13 out',
      'pin_user_pages_remote:14 out',
      'get_vaddr_frames:15 vec',
    ],
  )
})

test('the oldest names of functions are rows, with what carries the pages in each of their forms', () => {
  check(
    body(
      'page_cache_release(out[0]);',
      'bio = bio_map_user_iov(q, iter, GFP_KERNEL);',
      'bio = bio_map_user_iov(q, bdev, iov, n, 1, GFP_KERNEL);',
      'ret = bio_map_user_iov(rq, iter, GFP_KERNEL);',
    ),
    ['page_cache_release:3 out', 'bio_map_user_iov:4 bio', 'bio_map_user_iov:5 bio', 'bio_map_user_iov:6 rq.bio'],
  )
})

test('what a variadic macro is given stands where the call that it makes has it', () => {
  const compat = `
#define X_PIN(start, ...) pin_user_pages(start, ##__VA_ARGS__)
#define X_UNPIN(args...) unpin_user_pages(args)
`
  const tree = linkSources({
    'include/linux/mm.h': pinHeader,
    'a/compat.h': compat,
    'a/a.c': `int hold(struct box *b, long at, int n) { return X_PIN(at, n, FOLL_WRITE, b->pages); }
void drop(struct box *b) { X_UNPIN(b->pages, b->n); }
int other(struct page **list, long at) { X_PIN(at, 1, FOLL_WRITE, list); X_UNPIN(list, 1); }
`,
  })
  expect(tree.pairs.map(({ rule, grade }) => `${rule} ${grade}`)).toEqual(['wrapper likely'])
  expect(tree.reaches.map(({ function: user }) => user)).toEqual(expect.arrayContaining(['hold', 'drop', 'other']))
})

test('a call by a macro that has an API in each arm drops in each what that arm took', () => {
  const tree = linkSources({
    'include/linux/mm.h': pinHeader,
    'a/compat.h': `#ifdef HAVE_PIN
#define X_TAKE pin_user_pages
#define X_DROP unpin_user_page
#else
#define X_TAKE get_user_pages
#define X_DROP put_page
#endif
`,
    'a/a.c': `int keep(unsigned long at, int n, struct page **pages) { return X_TAKE(at, n, FOLL_WRITE, pages); }
void forget(struct page **pages, int n) { while (n--) X_DROP(pages[n]); }
`,
  })
  const name = (index: number) => tree.sites[index]?.api.name
  expect(tree.pairs.map(({ acquire, release, grade }) => `${name(acquire)} ${name(release)} ${grade}`).sort()).toEqual([
    'get_user_pages put_page likely',
    'pin_user_pages unpin_user_page likely',
  ])
})

test('no pages are NULL where the pages stand, and not where a zero means no force', () => {
  check(body('get_user_pages(at, 1, FOLL_WRITE, NULL);', 'get_user_pages(at, n, 1, 0, x->list, NULL);'), [
    'get_user_pages:3 null',
    'get_user_pages:4 x.list',
  ])
})

test('of two forms with as many arguments the version decides', () => {
  check(
    body(
      '#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 9, 0)',
      'get_user_pages_remote(a, b, c, d, e, g, h);',
      '#else',
      'get_user_pages_remote(a, b, c, d, e, g, h);',
      '#endif',
    ),
    ['get_user_pages_remote:4 e', 'get_user_pages_remote:6 g'],
  )
})

test('a header of the tree does not speak for the arms of older kernels', () => {
  check(
    body(
      '#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 6, 0)',
      'get_user_pages(who, mm, at, n, 1, 0, x->list, NULL);',
      '#else',
      'get_user_pages(at, n, FOLL_WRITE, x->list);',
      '#endif',
    ),
    ['get_user_pages:4 x.list', 'get_user_pages:6 x.list'],
    pinHeader,
  )
})

test('a list with conditionals is read once for each way it is compiled, and stays one row', () => {
  check(
    body(
      'get_user_pages_remote(',
      '#if A',
      'who,',
      '#endif',
      'mm, at, n, FOLL_WRITE, x->list',
      '#if A',
      ', NULL',
      '#endif',
      ', NULL);',
      'pin_user_pages(at, n,',
      '#ifdef B',
      'FOLL_WRITE,',
      '#else',
      'FOLL_WRITE | FOLL_LONGTERM,',
      '#endif',
      'x->other);',
    ),
    ['get_user_pages_remote:3 x.list', 'pin_user_pages:12 x.other'],
  )
})

test('calls that begin differently by arm and end together have one list', () => {
  check(
    body(
      'got =',
      '#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)',
      'get_user_pages(at, n,',
      '#else',
      'pin_user_pages(at, n,',
      '#endif',
      'FOLL_WRITE, x->list, NULL);',
    ),
    ['get_user_pages:5 x.list', 'pin_user_pages:7 x.list'],
  )
})

const use = 'int g(void) { return pin_user_pages_fast(a, n, 0, list); }\n'

test('a macro of an API name for older kernels hides no call', () => {
  check(
    `#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)\n#define pin_user_pages_fast get_user_pages_fast\n#endif\n${use}`,
    ['pin_user_pages_fast:4 list'],
  )
  check(`#ifndef HAVE_PIN\n#define pin_user_pages_fast(a, n, f, p) compat_get(a, n, f, p)\n#endif\n${use}`, [
    'pin_user_pages_fast:4 list',
  ])
})

test('a static function of an API name hides calls in the arms that are compiled with it', () => {
  const own = 'static int pin_user_pages_fast(long a, int n, int f, struct page **p) { return 0; }\n'
  check(`#if !IS_ENABLED(CONFIG_X)\n${own}#endif\n${use}`, ['pin_user_pages_fast:4 list'])
  check(`#if !IS_ENABLED(CONFIG_X)\n${own}${use}#endif\n`, [])
  check(`#if A\n${own}#endif\n#if A && B\n${use}#endif\n`, [])
  check(
    `#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)\n${own}#endif\n#if KERNEL_VERSION(5, 4, 0) > LINUX_VERSION_CODE\n${use}#endif\n`,
    [],
  )
  check(`#if A\n${own}#endif\n#ifndef A\n#endif\n#if !A\n${use}#endif\n`, ['pin_user_pages_fast:7 list'])
})

test('defined in every arm, a name is the file’s own', () => {
  const own = 'static int pin_user_pages_fast(long a, int n, int f, struct page **p) { return 0; }\n'
  check(`#if A\n${own}#else\n${own}#endif\n${use}`, [])
  check(`#if A\n${own}#elif B\n${own}#else\n${own}#endif\n${use}`, [])
})

test('what stands under #if 0 is no row', () => {
  check(
    body(
      '#if 0',
      'put_page(a);',
      '#else',
      'put_page(b);',
      '#endif',
      '#if 1',
      'put_page(c);',
      '#else',
      'put_page(d);',
      '#endif',
    ),
    ['put_page:6 b', 'put_page:9 c'],
  )
  check(body('#if 0 && X', '#if A', 'put_page(a);', '#else', "it's", '#endif', '#elif X', 'put_page(b);', '#endif'), [
    'put_page:10 b',
  ])
})

test('what a compat header declares says nothing of the kernel a driver is built for', () => {
  const declared = (header: string, path: string) => [...linkSources({ [path]: header }).survey.declared]
  const compat = `#ifndef HAVE_FOLIO_PUT\nstatic inline void folio_put(struct folio *f) { put_page(&f->page); }\n#endif
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)\nint get_user_pages(void);\n#endif\n`
  expect(declared(compat, 'include/compat/mm.h')).toEqual([])
  expect(declared(compat, 'include/linux/mm.h')).toEqual([])
  expect(declared(pinHeader, 'include/linux/mm.h')).toContain('unpin_user_pages')
})

test('a variable that holds an API is the API where it is called', () => {
  check(
    body(
      'int (*take)(unsigned long, int, unsigned int, struct page **) = get_user_pages_fast;',
      'void (*drop)(struct page *) = put_page;',
      'take(at, 1, 0, out);',
      'drop(out[0]);',
    ),
    ['get_user_pages_fast:5 out', 'put_page:6 out'],
  )
  // another function's variable of that name is another one
  check(
    `${body('take_t take = get_user_pages_fast;', 'take(at, 1, 0, out);')}int g(struct page **out)\n{\n\treturn take(out);\n}\n`,
    ['get_user_pages_fast:4 out'],
  )
  check(body('(dma ? pin_user_pages_fast : get_user_pages_fast)(at, 1, 0, out);'), [
    'pin_user_pages_fast:3 out',
    'get_user_pages_fast:3 out',
  ])
})

test('a member that the file sets to an API is the API where the file calls it', () => {
  const table = 'static const struct ops ops = { .take = get_user_pages_fast, .drop = unpin_user_page };\n'
  check(`${table}${body('who->ops->take(at, 1, 0, out);', 'who->ops->drop(out[0]);')}`, [
    'get_user_pages_fast:4 out',
    'unpin_user_page:5 out',
  ])
  check(table, ['get_user_pages_fast:1 unknown'])
})
