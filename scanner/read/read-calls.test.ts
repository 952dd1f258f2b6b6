import { expect, test } from 'vitest'
import { listCalls, readSource } from '#scanner/testing/read-source.ts'

/** `expected`: `line:column function api#ordinal` of every call that is read. */
function check(source: string, expected: readonly string[]): void {
  expect(listCalls(readSource(source))).toEqual(expected)
}

test('a call in a function is read with its position, function and ordinal', () => {
  check('static void drop(struct page *p)\n{\n\tput_page(p);\n\tput_page(p);\n}\n', [
    '3:2 drop put_page#1',
    '4:2 drop put_page#2',
  ])
})

test('comments and strings hold no calls', () => {
  check(
    'void f(void)\n{\n\t/* put_page(p); */\n\t// put_page(p);\n\tpr_info("put_page(%p)\\n", p);\n\tx = \'"\'; put_page(p); y = \'"\';\n}\n',
    ['6:11 f put_page#1'],
  )
})

test('a line comment goes on behind a backslash', () => {
  check('void f(void)\n{\n\t// see \\\n\tput_page(p);\n\tput_page(q);\n}\n', ['5:2 f put_page#1'])
})

test('members, initialisers and other references are no calls', () => {
  check(
    `static const struct ops ops = { .put_page = put_page };
void f(struct ops *o)
{
	o->put_page(p);
	(*o).put_page(p);
	o->cb = put_page;
	call_rcu(&h, put_page);
}
`,
    [],
  )
})

test('longer identifiers that contain a name are other functions', () => {
  check('void f(void)\n{\n\tf2fs_put_page(p);\n\tput_page_testzero(p);\n\t__put_page(p);\n}\n', [])
})

test('declarations, definitions and exports are no calls', () => {
  check(
    `void put_page(struct page *page);
extern struct page *get_dump_page(unsigned long addr);
void put_page(struct page *page)
{
	drop(page);
}
EXPORT_SYMBOL(put_page);
void f(void)
{
	extern void put_page(struct page *page);
	struct page *get_dump_page(unsigned long addr);
}
`,
    [],
  )
})

test('a cast, a condition, a label, else and return may stand before a call', () => {
  check(
    `int f(struct page *p)
{
	(void)put_page(p);
	if (p) put_page(p); else put_page(q);
out:
	put_page(p);
	x = a * put_page(p);
	return get_user_pages(1, 1, 0, &p);
}
`,
    [
      '3:8 f put_page#1',
      '4:9 f put_page#2',
      '4:27 f put_page#3',
      '6:2 f put_page#4',
      '7:10 f put_page#5',
      '8:9 f get_user_pages#1',
    ],
  )
})

test('a name in parentheses is called all the same', () => {
  check('void f(void)\n{\n\t(put_page)(p);\n}\n', ['3:3 f put_page#1'])
})

test('a parameter of an API name is another function', () => {
  check('void f(void (*put_page)(struct page *), struct page *p)\n{\n\tput_page(p);\n}\n', [])
})

test('a call may be split over lines, with blanks before its parenthesis', () => {
  check('void f(void)\n{\n\tret = get_user_pages_fast\n\t\t(start,\n\t\t n, FOLL_WRITE, pages);\n}\n', [
    '3:8 f get_user_pages_fast#1',
  ])
})

test('every arm of a conditional is read, and the function goes on behind it', () => {
  check(
    `int f(void)
{
#ifdef CONFIG_A
	if (a) {
		put_page(a);
#else
	if (b) {
		put_page(b);
#endif
	}
	put_page(c);
}
void g(void)
{
#if 0
	put_page(d);
#endif
}
`,
    ['5:3 f put_page#1', '8:3 f put_page#2', '11:2 f put_page#3'],
  )
})

test('two heads of one body in two arms leave later functions alone', () => {
  check(
    `#ifdef CONFIG_A
int f(int a)
{
#else
int g(void)
{
#endif
	put_page(p);
}
int h(void)
{
	put_page(p);
}
`,
    ['8:2 f put_page#1', '12:2 h put_page#1'],
  )
})

test('a dead first arm does not decide what follows', () => {
  check('#if 0\nvoid f(void) {\n#else\nvoid g(void) {\n#endif\n\tput_page(p);\n}\n', ['6:2 g put_page#1'])
})

test('a macro body is a function of the macro name', () => {
  check(
    '#define DROP(p) do { \\\n\tput_page(p); \\\n} while (0)\nvoid f(void)\n{\n#define INNER put_page(x)\n\tput_page(y);\n}\n',
    ['2:2 DROP put_page#1', '6:15 INNER put_page#1', '7:2 f put_page#1'],
  )
})

test('a syscall is named by its first argument, a template as it is written', () => {
  check(
    `SYSCALL_DEFINE3(s390_pci_mmio_write, unsigned long, addr, const void __user *, buf, size_t, length)
{
	put_page(p);
}
COMPAT_SYSCALL_DEFINE1(old, int, x)
{
	put_page(p);
}
static int FNAME(cmpxchg_gpte)(struct kvm_vcpu *vcpu)
{
	put_page(p);
}
TEST_F(fixture, name)
{
	put_page(p);
}
`,
    [
      '3:2 s390_pci_mmio_write put_page#1',
      '7:2 old put_page#1',
      '11:2 FNAME(cmpxchg_gpte) put_page#1',
      '15:2 TEST_F(fixture, name) put_page#1',
    ],
  )
})

test('annotations around a declarator do not name the function', () => {
  check(
    `static __printf(1, 2) void log_it(const char *fmt, ...)
{
	put_page(p);
}
static int __must_check locked(struct m *m)
	__acquires(m->lock) __releases(x)
{
	put_page(p);
}
void __init __attribute__((cold)) early(void)
{
	put_page(p);
}
static void (*pick(int a))(int)
{
	put_page(p);
}
struct __aligned(8) thing {
	int a;
};
MODULE_LICENSE("GPL")
static void last(void)
{
	put_page(p);
}
`,
    [
      '3:2 log_it put_page#1',
      '8:2 locked put_page#1',
      '12:2 early put_page#1',
      '16:2 pick put_page#1',
      '24:2 last put_page#1',
    ],
  )
})

test('a call outside any function belongs to none', () => {
  check('AT_EXIT(drop_it, struct page *, if (_T) put_page(_T))\nstatic int x = get_user_pages(1, 1, 0, NULL);\n', [
    '1:41 - put_page#1',
    '2:16 - get_user_pages#1',
  ])
})

test('a lost brace costs one function, not the rest of the file', () => {
  check(
    'void f(void)\n{\n\tif (x) {\n\tput_page(a);\n}\nstatic int g(struct page *p)\n{\n\tput_page(p);\n}\nint h(void)\n{\n\tput_page(p);\n}\n',
    ['4:2 f put_page#1', '8:2 g put_page#1', '12:2 h put_page#1'],
  )
})

test('loops and statement macros with blocks are no functions', () => {
  check(
    'void f(void)\n{\n\tlist_for_each_entry(a, b, c) {\n\t\tscoped_guard(mutex, &m) {\n\t\t\tput_page(p);\n\t\t}\n\t}\n}\n',
    ['5:4 f put_page#1'],
  )
})

test('two functions of one name count their equal calls through', () => {
  check('#ifdef A\nvoid f(void) { put_page(a); }\n#else\nvoid f(void) { put_page(b); }\n#endif\n', [
    '2:16 f put_page#1',
    '4:16 f put_page#2',
  ])
})

test('columns count bytes, also behind other alphabets and tabs', () => {
  check('void f(void)\n{\n\t/* Größe */ put_page(p);\n}\n', ['3:16 f put_page#1'])
})

test('a comment in a conditional leaves nothing behind', () => {
  check('#if /* a */ defined(X) /* two\nlines */ && Y\nvoid f(void) { put_page(p); }\n#endif /* X */\n', [
    '3:16 f put_page#1',
  ])
})

test('statements in the arguments of a trace event are read', () => {
  check(
    `TRACE_EVENT(x,
	TP_PROTO(struct page *page),
	TP_fast_assign(
		__entry->a = 1;
		if (page) {
			put_page(page);
		}
	),
	TP_printk("%d", __entry->a)
);
int f(void)
{
	put_page(p);
}
`,
    ['6:4 - put_page#1', '13:2 f put_page#1'],
  )
})

test('a parenthesis that is never closed costs no function behind it', () => {
  check('DEFINE_THING(a, (b);\nstatic int f(struct page *p)\n{\n\tput_page(p);\n}\n', ['4:2 f put_page#1'])
})

test('calls behind a lost brace are rows without a function, declarations there are none', () => {
  check(
    `int f(void)
{
	OPEN(x)
	foo();
}
	get_user_pages(1, 1, 0, &p);
	if (x)
		put_page(p);
}
void put_page(struct page *page);
struct page *get_dump_page(unsigned long a);
`,
    ['6:2 - get_user_pages#1', '8:3 - put_page#1'],
  )
})

test('conditionals between a head and its brace do not hide the function', () => {
  check(
    `#ifdef X
int a(int x)
#else
int a(long x)
#endif
{
	put_page(p);
}
static int b(void)
#ifdef X
	__acquires(foo)
#endif
{
	put_page(p);
}
`,
    ['7:2 a put_page#1', '14:2 b put_page#1'],
  )
})

test('a template name keeps its words apart', () => {
  check('DEFINE_FOO(bar, int x)\n{\n\tput_page(p);\n}\n', ['3:2 DEFINE_FOO(bar, int x) put_page#1'])
})
