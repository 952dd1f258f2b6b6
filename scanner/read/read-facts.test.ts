import { expect, test } from 'vitest'
import type { AccessPath } from '#scanner/model/access-path.ts'
import { noWrappers, readerNames } from '#scanner/model/catalogue/index.ts'
import { readSource } from '#scanner/testing/read-source.ts'
import { readFacts } from './read-facts.ts'

function show(path: AccessPath | null): string {
  return path === null ? '-' : [path.base, ...path.steps].join(' ')
}

/** How the first argument of the first call reaches its value. */
function checkPath(argument: string, expected: string): void {
  const facts = readSource(`void f(void)\n{\n\tput_page(${argument});\n}\n`)
  expect(show(facts.calls[0]?.arguments[0]?.path ?? null)).toBe(expected)
}

test('an argument is a path in the order in which it is applied', () => {
  checkPath('page', 'page')
  checkPath('&dma->map[i]', 'dma .map [] &')
  checkPath('pages + i', 'pages +')
  checkPath('pages[npages++]', 'pages []')
  checkPath('*pagep', 'pagep *')
  checkPath('(struct page **)(vec->ptrs)', 'vec .ptrs')
  checkPath('sg_page(&cmd->sgl[i])', 'cmd .sgl [] & sg_page()')
  checkPath('pfn_to_page(page_to_pfn(p))', 'p page_to_pfn() pfn_to_page()')
  checkPath('(*x)->pages', 'x * .pages')
})

test('what is no path is said to be none', () => {
  checkPath('a ? b : c', '-')
  checkPath('a == b', '-')
  checkPath('4096', '-')
})

test('the text of an argument does not depend on its layout', () => {
  const of = (source: string) => readSource(source).calls[0]?.arguments.map(({ text }) => text)
  const plain = of('void f(void) { get_user_pages(a,1,w?FOLL_WRITE:0,(struct page**)p); }')
  expect(plain).toEqual(['a', '1', 'w ? FOLL_WRITE : 0', '(struct page**)p'])
  expect(of('void f(void) { get_user_pages( a , 1, /* n */ w ?\n FOLL_WRITE : 0, (struct page **) p ); }')).toEqual(
    plain,
  )
})

test('the result goes to an lvalue, to the caller, or nowhere', () => {
  const facts = readSource(`struct page *f(void)
{
	struct page *page = get_dump_page(a);
	x->p = (void *)get_dump_page(b);
	get_dump_page(c);
	return get_dump_page(d);
}
`)
  const results = facts.calls.map(({ result }) => (result === null || result === 'return' ? result : show(result)))
  expect(results).toEqual(['page', 'x .p', null, 'return'])
})

test('moves that touch what a call carries are kept, others are not', () => {
  const facts = readSource(`void f(struct dma *dma)
{
	struct page **pages = dma->map;
	struct folio *folio = page_folio(page);
	int unrelated = other;
	page = cond ? pages[i] : pages[j];
	put_page(page);
}
`)
  expect(facts.functions[0]?.moves.map(({ line, to, from }) => `${line} ${show(to)} = ${show(from)}`)).toEqual([
    '3 pages = dma .map',
    '4 folio = page page_folio()',
    '6 page = pages []',
    '6 page = pages []',
  ])
})

test('flags put into a local and names declared bool are facts of the function', () => {
  const facts = readSource(`int f(bool write, int n)
{
	unsigned int gup_flags = write ? FOLL_WRITE : 0;
	bool force = true;
	gup_flags |= FOLL_LONGTERM;
	return get_user_pages(a, n, gup_flags, pages);
}
`)
  expect(facts.functions[0]).toMatchObject({
    flags: [{ name: 'gup_flags', flags: ['FOLL_LONGTERM', 'FOLL_WRITE'] }],
    bools: ['write', 'force'],
  })
})

test('callers of a static function are kept, and whether its address is taken', () => {
  const facts = readSource(`static void inner(struct page *p)
{
	put_page(p);
}
static void passed(struct page *p)
{
	put_page(p);
}
void outer(void)
{
	inner(x);
	register_callback(passed);
}
`)
  expect(facts.functions.map(({ name, addressTaken }) => ({ name, addressTaken }))).toEqual([
    { name: 'inner', addressTaken: false },
    { name: 'passed', addressTaken: true },
    { name: 'outer', addressTaken: false },
  ])
  expect(facts.callers).toEqual([{ name: 'inner', callers: [2] }])
})

test('declarations, definitions and macros of catalogue names are facts, with parameters', () => {
  const facts = readSource(`long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages);
static inline void put_page(struct page *page)
{
	folio_put(page_folio(page));
}
#define unpin_user_page(page) put_page(page)
static int pin_user_pages_fast(unsigned long a, int n);
`)
  expect(
    facts.declarations.map(({ name, kind, static: own, parameters }) => [
      name,
      kind,
      own,
      parameters.map((p) => p.name),
    ]),
  ).toEqual([
    ['get_user_pages', 'declaration', false, ['start', 'nr_pages', 'gup_flags', 'pages']],
    ['put_page', 'definition', true, ['page']],
    ['unpin_user_page', 'macro', false, ['page']],
    ['pin_user_pages_fast', 'declaration', true, ['a', 'n']],
  ])
})

test('a body of one statement is told from others', () => {
  const of = (body: string) =>
    readSource(`static inline void f(struct page *p)\n{\n${body}\n}\n`).functions[0]?.oneStatement
  expect(of('\tput_page(p);')).toBe(true)
  expect(of('\treturn put_page(p);')).toBe(true)
  expect(of('\tput_page(p);\n\tx = 0;')).toBe(false)
  expect(of('\tif (p) {\n\t\tput_page(p);\n\t}')).toBe(false)
})

test('odd input is facts with counted problems', () => {
  expect(readSource('void f(void) { put_page(p); /* never ends').problems).toMatchObject({ 'unterminated-comment': 1 })
  expect(readSource('#if X\nvoid f(void) { put_page(p); }\n').problems).toMatchObject({ 'unterminated-conditional': 1 })
  expect(readSource('#endif\n#else\n').problems).toMatchObject({ 'stray-conditional': 2 })
  expect(readSource(Buffer.from([0x70, 0, 0xff])).problems).toMatchObject({ 'nul-bytes': 1, 'invalid-utf8': 1 })
  expect(readSource('void f(void) { put_page(p').problems).toMatchObject({ 'unclosed-call': 1 })
})

test('calls between functions that facts speak of are kept, with what is returned', () => {
  const facts = readSource(`static struct page *take(unsigned long a)
{
	get_user_pages(a, 1, 0, &page);
	return ok ? page : NULL;
}
void user(struct x *x)
{
	x->page = take(1);
	other(x);
}
`)
  expect(
    facts.handovers.map(({ callee, function: inside, result }) => [
      callee,
      facts.functions[inside ?? -1]?.name,
      result,
    ]),
  ).toEqual([['take', 'user', { base: 'x', steps: ['.page'] }]])
  expect(facts.functions[0]?.returns.map(show)).toContain('page')
})

test('a file mentions the macro of a header that it calls an API by, to be looked for again with what else it mentions', () => {
  const source = 'void f(struct x *x)\n{\n\tZZ_PIN(x->at, 1, 0, x->pages);\n\tZZ_UNPIN(x->pages, 1);\n}\n'
  const wrappers = {
    ...noWrappers,
    functions: new Set(['ZZ_UNPIN']),
    telling: new Set(['ZZ_PIN', 'ZZ_UNPIN']),
    aliases: new Set(['ZZ_PIN']),
  }
  const { mentions } = readFacts(Buffer.from(source), { ...readerNames, wrappers })
  expect(mentions.split(' ').sort()).toEqual(['ZZ_PIN', 'ZZ_UNPIN'])
})
