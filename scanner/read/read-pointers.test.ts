import { expect, test } from 'vitest'
import { listCalls, readSource } from '#scanner/testing/read-source.ts'

/** `expected`: `line:column function name#ordinal` of every row that is read, and what other names mean, `name = function`. */
function check(source: string, expected: readonly string[], named: readonly string[] = []): void {
  const facts = readSource(source)
  expect(listCalls(facts)).toEqual(expected)
  expect((facts.aliases ?? []).map(({ name, to }) => `${name} = ${to}`)).toEqual(named)
}

const inside = (body: string) => `int f(struct x *x, struct page **pages)\n{\n${body}\n}\n`

test('a call through a variable of its function is one of what the variable holds', () => {
  check(
    inside(
      '\tint (*take)(unsigned long, int, unsigned int, struct page **) = get_user_pages_fast;\n\treturn take(a, 1, 0, pages);',
    ),
    ['4:9 f take#1'],
    ['take = get_user_pages_fast'],
  )
  check(
    inside(
      '\ttake_t take;\n\ttake = x->dma ? pin_user_pages_fast : &get_user_pages_fast;\n\treturn (*take)(a, 1, 0, pages);',
    ),
    ['5:11 f take#1'],
    ['take = pin_user_pages_fast', 'take = get_user_pages_fast'],
  )
})

test('so is one through a variable or a member that the file fills', () => {
  check(
    `static take_t take = get_user_pages_fast;\n${inside('\treturn take(a, 1, 0, pages);')}`,
    ['4:9 f take#1'],
    ['take = get_user_pages_fast'],
  )
  check(
    `static const struct ops ops = { .take = get_user_pages_fast };\n${inside('\treturn x->ops->take(a, 1, 0, pages);')}`,
    ['4:17 f .take#1'],
    ['.take = get_user_pages_fast'],
  )
})

test('one of two functions is called where it is chosen', () => {
  check(inside('\treturn (x->dma ? pin_user_pages_fast : get_user_pages_fast)(a, 1, 0, pages);'), [
    '3:19 f pin_user_pages_fast#1',
    '3:41 f get_user_pages_fast#1',
  ])
})

test('an acquire that others are to call is told where it is named', () => {
  check(inside('\treturn with_taker(x, get_user_pages_fast);'), ['3:23 f get_user_pages_fast#1'])
  check('const struct ops ops = { .take = get_user_pages_fast };\n', ['1:34 - get_user_pages_fast#1'])
  check(inside('\treturn get_user_pages_fast;'), ['3:9 f get_user_pages_fast#1'])
  const { calls } = readSource(inside('\tx->take = get_user_pages_fast;'))
  expect(calls.map(({ isValue, arguments: given }) => [isValue, given])).toEqual([[true, []]])
})

test('a name that is no use of the function is nothing', () => {
  check('EXPORT_SYMBOL(get_user_pages_fast);\nBTF_ID(func, get_user_pages_fast)\n', [])
  check(inside('\tx->take = put_page;\n\tx->n = sizeof(get_user_pages_fast);'), [])
  check(inside('\tint get_user_pages = x->n;\n\tif (get_user_pages)\n\t\tx->n = get_user_pages;'), [])
  check('int f(bool get_user_pages)\n{\n\treturn g(get_user_pages);\n}\n', [])
  check('struct y {\n\tint put_page, get_user_pages;\n};\nenum z { get_user_pages_fast, other };\n', [])
  check('#define take get_user_pages_fast\n', [], ['take = get_user_pages_fast'])
  check(inside('\tx->get_user_pages = y;\n\tx->n = x->get_user_pages;'), [])
})
