import { expect, test } from 'vitest'
import { judgeSources, linkSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: pairs as `path:line -> path:line rule grade`, of files beside include/linux/mm.h. */
function check(sources: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const tree = linkSources({ 'include/linux/mm.h': pinHeader, ...sources })
  const end = (index: number) => `${tree.sites[index]?.file.path}:${tree.sites[index]?.call.line}`
  expect(tree.pairs.map((pair) => `${end(pair.acquire)} -> ${end(pair.release)} ${pair.rule} ${pair.grade}`)).toEqual(
    expected,
  )
}

/** `expected`: rows as `path:line api status`. */
function checkRows(sources: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const rows = judgeSources({ 'include/linux/mm.h': pinHeader, ...sources })
  expect(rows.map(({ path, line, api, status }) => `${path}:${line} ${api} ${status}`)).toEqual(expected)
}

const use = (take: string, drop: string) => `int use(unsigned long at, int n, struct page **list)
{
	int got = ${take}(at, n, list);

	if (got < n)
		return -EFAULT;
	work(list);
	${drop}(list, n);
	return 0;
}
`

test('what a function is called does not matter, in whatever file its users are', () => {
  check(
    {
      'a/Take.c':
        'int Take2(unsigned long at, int n, struct page **list)\n{\n\treturn pin_user_pages_fast(at, n, 0, list);\n}\n',
      'b/drop.c': 'void gone(struct page **list, int n)\n{\n\tunpin_user_pages(list, n);\n}\n',
      'c/use.c': use('Take2', 'gone'),
    },
    ['a/Take.c:3 -> b/drop.c:3 wrapper likely'],
  )
})

test('wrappers of wrappers are followed through files that name no API', () => {
  check(
    {
      'a.c':
        'int one(unsigned long at, int n, struct page **list)\n{\n\treturn pin_user_pages_fast(at, n, 0, list);\n}\n',
      'b.c': 'int two(unsigned long at, int n, struct page **list)\n{\n\treturn one(at, n, list);\n}\n',
      'c.c': `${use('two', 'unpin_user_pages')}`,
    },
    ['a.c:3 -> c.c:8 wrapper likely'],
  )
})

test('function-like macros and inline functions of a header are followed into their users', () => {
  const header = `#define TAKE(at, n, list) pin_user_pages_fast(at, n, 0, list)
static inline void drop(struct page **list, int n)
{
	unpin_user_pages(list, n);
}
`
  check({ 'x.h': header, 'x.c': use('TAKE', 'drop') }, ['x.h:1 -> x.h:4 wrapper likely'])
})

test('a thin inline that is no function of the catalogue is counted where its call stands', () => {
  const header = `static inline int grab(unsigned long at, int n, struct page **list)
{
	return get_user_pages_fast(at, n, 0, list);
}
`
  checkRows({ 'x.h': header, 'x.c': use('grab', 'other') }, ['x.h:3 get_user_pages_fast unconverted'])
})

test('what a driver puts in the place of an API for some kernels is a wrapper, its users are rows', () => {
  checkRows(
    {
      'x.c': `#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 6, 0)
static int pin_user_pages_fast(unsigned long at, int n, int how, struct page **list)
{
	return get_user_pages_fast(at, n, how, list);
}
#define unpin_user_page(page) put_page(page)
#endif
void f(struct page *page)
{
	if (pin_user_pages_fast(at, 1, 0, &page) == 1)
		unpin_user_page(page);
}
`,
    },
    [
      'x.c:4 get_user_pages_fast wrapper',
      'x.c:6 put_page wrapper',
      'x.c:10 pin_user_pages_fast converted',
      'x.c:11 unpin_user_page converted',
    ],
  )
})

test('a renaming macro is the API for whoever uses it, in its file or from a header, over other such macros too', () => {
  const body = 'void f(struct page *page)\n{\n\tif (MY_PIN(at, 1, 0, &page) == 1)\n\t\tMY_PUT(page);\n}\n'
  const names = '#define RAW_PIN pin_user_pages_fast\n#define MY_PIN RAW_PIN\n#define MY_PUT (unpin_user_page)\n'
  checkRows({ 'x.c': names + body }, ['x.c:6 pin_user_pages_fast converted', 'x.c:7 unpin_user_page converted'])
  checkRows({ 'x.h': names, 'x.c': body }, ['x.c:3 pin_user_pages_fast converted', 'x.c:4 unpin_user_page converted'])
})

test('a macro that renames an API by arm makes a row for each, counted through with direct calls', () => {
  const header = '#ifdef NEW\n#define PUT unpin_user_page\n#else\n#define PUT put_page\n#endif\n'
  const source = 'void f(struct page *page)\n{\n\tput_page(page);\n\tPUT(page);\n}\n'
  const tree = linkSources({ 'include/linux/mm.h': pinHeader, 'x.h': header, 'x.c': source })
  expect(tree.sites.map(({ api, call }) => `${api.name}:${call.line} #${call.ordinal}`)).toEqual([
    'put_page:3 #1',
    'unpin_user_page:4 #1',
    'put_page:4 #2',
  ])
})

test('an unconditional macro of an API name means what it names', () => {
  checkRows(
    {
      'x.c':
        '#define pin_user_pages_fast get_user_pages_fast\nvoid f(struct page **p)\n{\n\tpin_user_pages_fast(a, n, 0, p);\n}\n',
    },
    ['x.c:4 get_user_pages_fast unconverted'],
  )
})

test('each driver has its own header', () => {
  const header = (api: string) => `static inline void my_put(struct page *page)\n{\n\t${api}(page);\n}\n`
  const source = 'void f(void)\n{\n\tpin_user_pages_fast(a, 1, 0, &page);\n\tmy_put(page);\n}\n'
  check({ 'a/x.h': header('unpin_user_page'), 'b/x.h': header('put_page'), 'a/x.c': source }, [
    'a/x.c:3 -> a/x.h:3 wrapper likely',
  ])
})

const table = (name: string, fill: string, drop: string) =>
  `const struct mem_ops ${name} = {\n\t.fill = ${fill},\n\t.drop = ${drop},\n};\n`
const through = `int map(struct obj *obj, unsigned long at, int n)
{
	int rc = obj->ops->fill(obj, at, n);

	if (rc)
		return rc;
	if (late(obj))
		obj->ops->drop(obj, n);
	return 0;
}
`
const fill = (name: string) =>
  `int ${name}(struct obj *obj, unsigned long at, int n)\n{\n\treturn pin_user_pages_fast(at, n, 0, obj->list);\n}\n`
const drop = (name: string, api: string) => `void ${name}(struct obj *obj, int n)\n{\n\t${api}(obj->list, n);\n}\n`

test('a dispatch through a table of functions reaches what its members are set to, in whatever file', () => {
  check(
    {
      'd/core.c': through,
      'd/fill.c': fill('fill_it'),
      'd/drop.c': drop('drop_it', 'unpin_user_pages'),
      'd/ops.c': table('the_ops', 'fill_it', 'drop_it'),
    },
    ['d/fill.c:3 -> d/drop.c:3 wrapper likely'],
  )
})

test('where a member is set to several functions, each is only possible', () => {
  check(
    {
      'd/core.c': through,
      'd/one.c': `static ${fill('one_fill')}static ${drop('one_drop', 'unpin_user_pages')}static ${table('one', 'one_fill', 'one_drop')}`,
      'd/two.c': `static int two_fill(struct obj *obj, unsigned long at, int n) { return 0; }\nstatic ${drop('two_drop', 'kfree')}static ${table('two', 'two_fill', 'two_drop')}`,
    },
    ['d/one.c:3 -> d/one.c:7 same-file-member likely'],
  )
})

const pinner = `int box_pin(unsigned long at, int n, struct page **list)
{
	return pin_user_pages_fast(at, n, 0, list);
}
`
const unpinner = 'void box_unpin(struct page **list, int n)\n{\n\tunpin_user_pages(list, n);\n}\n'
const putter = `void box_put(struct page **list, int n)
{
	while (n--)
		put_page(list[n]);
}
`
const passing = 'static void box_end(struct page **list, int n)\n{\n\tbox_put(list, n);\n}\n'

test('a pin that a caller in another file hands to a helper that puts pages crosses, whatever other callers do', () => {
  checkRows(
    {
      'box.c': pinner + unpinner + putter,
      'right.c': use('box_pin', 'box_unpin'),
      'wrong.c': passing + use('box_pin', 'box_end'),
    },
    ['box.c:3 pin_user_pages_fast mismatched', 'box.c:7 unpin_user_pages converted', 'box.c:12 put_page mismatched'],
  )
})

const getter = pinner.replaceAll('pin', 'get')
const telling = `void box_put(struct box *box, struct page **list, int n)
{
	while (n-- && box->kind)
		put_page(list[n]);
}
`

test('a helper that is also handed pages of the other kind crosses if nothing in it can tell them apart', () => {
  const others = {
    'right.c': use('box_pin', 'box_unpin'),
    'wrong.c': use('box_pin', 'box_put'),
    'got.c': use('box_get', 'box_put'),
  }
  checkRows({ 'box.c': pinner + unpinner + putter, 'get.c': getter, ...others }, [
    'box.c:3 pin_user_pages_fast mismatched',
    'box.c:7 unpin_user_pages converted',
    'box.c:12 put_page mismatched',
    'get.c:3 get_user_pages_fast unconverted',
  ])
  const inBox = (text: string) => text.replace('box_put(list', 'box_put(box, list')
  const withKind = { ...others, 'wrong.c': inBox(others['wrong.c']), 'got.c': inBox(others['got.c']) }
  checkRows({ 'box.c': pinner + unpinner + telling, 'get.c': getter, ...withKind }, [
    'box.c:3 pin_user_pages_fast converted',
    'box.c:7 unpin_user_pages converted',
    'box.c:12 put_page unconverted',
    'get.c:3 get_user_pages_fast unconverted',
  ])
})

test('a function that drops what it has pinned itself drops nothing of what others hand out', () => {
  const both = `int try(unsigned long at, int n, struct page **list)
{
	int got = pin_user_pages_fast(at, n, 0, list);

	if (got > 0)
		unpin_user_pages(list, got);
	return got;
}
`
  checkRows({ 'box.c': pinner + both }, [
    'box.c:3 pin_user_pages_fast unknown',
    'box.c:7 pin_user_pages_fast converted',
    'box.c:10 unpin_user_pages converted',
  ])
})

test('copies of a file have pairs of their own', () => {
  const peek = `static int peek(unsigned long at)
{
	struct page *page;

	if (get_user_pages_fast(at, 1, 0, &page) != 1)
		return -EFAULT;
	put_page(page);
	return 0;
}
`
  const grade = 'same-function certain'
  check({ 'a/x.c': peek, 'b/x.c': peek }, [`a/x.c:5 -> a/x.c:7 ${grade}`, `b/x.c:5 -> b/x.c:7 ${grade}`])
})

test('what a function returns the pages with is no way to what it drops elsewhere', () => {
  const either = `int either(struct box *box, unsigned long at, int n, struct page **list)
{
	if (box->plain)
		return box_pin(at, n, list);
	box_unpin(list, n);
	return 0;
}
`
  check({ 'a/box.c': pinner, 'b/other.c': unpinner, 'c/use.c': either }, [])
  check({ 'a/box.c': pinner, 'b/other.c': unpinner, 'c/use.c': either.replace('return box_pin', 'box_pin') }, [
    'a/box.c:3 -> b/other.c:3 wrapper likely',
  ])
})

test('a macro that a file defines for one that it includes renames the calls there', () => {
  checkRows(
    {
      'main.c': '#define TAKE get_user_pages_fast\n#include "take.c"\n',
      'take.c': 'int grab(struct box *b, unsigned long at)\n{\n\treturn TAKE(at, 1, 0, b->pages);\n}\n',
    },
    ['take.c:3 get_user_pages_fast unconverted'],
  )
})
