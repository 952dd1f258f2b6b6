import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTreeSitter, type TreeSitter } from '#scanner/testing/tree-sitter-oracle.ts'
import { compareFile, type RowPlace } from './compare-file.ts'

/** Whether the oracle would notice: needs no kernel. */
let treeSitter: TreeSitter
beforeAll(async () => {
  treeSitter = await openTreeSitter()
})
afterAll(() => treeSitter.close())

/** `rows` as `line:column function api`; `expected` as `kind line:column api: rule`, `-` for an unexplained one. */
function check(source: string, rows: readonly string[], expected: readonly string[], path = 'f.c'): void {
  const { differences } = compareFile(treeSitter, path, Buffer.from(source), rows.map(parseRow))
  expect(differences.map(({ kind, place, rule }) => `${kind} ${place.slice(path.length + 1)}: ${rule ?? '-'}`)).toEqual(
    expected,
  )
}

function parseRow(row: string): RowPlace {
  const [, line, column, name = '', api = ''] = /^(\d+):(\d+) (.+) (\w+)$/.exec(row) ?? []
  return { line: Number(line), column: Number(column), api, function: name === '-' ? null : name }
}

test('a call that is a row is no difference, also behind bytes of other alphabets', () => {
  check('void f(void)\n{\n\t/* Größe */ put_page(p);\n}\n', ['3:16 f put_page'], [])
})

test('a call without a row is unexplained', () => {
  check('void f(void)\n{\n\tput_page(p);\n}\n', [], ['missing 3:2 put_page: -'])
})

test('a row without a call is unexplained', () => {
  check(
    'void f(void)\n{\n\tx = 0; /* put_page(p) */\n}\n',
    ['3:12 f put_page', '3:2 f put_page'],
    ['extra 3:12 put_page: -', 'extra 3:2 put_page: -'],
  )
})

test('a row of another function is unexplained', () => {
  check('void f(void)\n{\n\tput_page(p);\n}\n', ['3:2 g put_page'], ['name 3:2 put_page ours g, theirs f: -'])
})

test('a same-file static function takes the calls of a .c file, and of no header', () => {
  const source = 'static void put_page(int p);\nvoid f(void)\n{\n\tput_page(p);\n}\n'
  const declared = 'missing 1:13 put_page: declared or defined at the top of the file'
  check(source, [], [`missing 4:2 put_page: call of a same-file static function of that name`, declared])
  check(source, [], ['missing 4:2 put_page: -', declared], 'f.h')
})

test('a macro or a parameter of that name takes calls', () => {
  check(
    '#define put_page(p) drop(p)\nvoid f(void)\n{\n\tput_page(p);\n}\n',
    [],
    [
      'missing 4:2 put_page: call of a same-file macro of that name',
      'missing 1:9 put_page: macro of that name is defined',
    ],
  )
  check(
    'void f(void (*put_page)(int), int p)\n{\n\tput_page(p);\n}\n',
    [],
    ['missing 3:2 put_page: call of a parameter of that name', 'missing 1:15 put_page: -'],
  )
})

test('a call with the flag that takes a reference is missed, one without is not', () => {
  check(
    'void f(void)\n{\n\tfollow_page(v, a, FOLL_GET);\n\tfollow_page(v, a, FOLL_DUMP);\n}\n',
    [],
    ['missing 3:2 follow_page: -', 'missing 4:2 follow_page: call without the flag that takes a reference'],
  )
})

test('members are no calls of the API', () => {
  check(
    'void f(void)\n{\n\to->put_page(p);\n}\n',
    [],
    ["missing 3:5 put_page: member of a struct, not the API's own name"],
  )
})

test('what tree-sitter cannot see is explained only where it is blind', () => {
  check('#define DROP(p) \\\n\tput_page(p)\n', ['2:2 DROP put_page'], ['extra 2:2 put_page: inside a #define body'])
  check('void f(void)\n{\n\t(put_page)(p);\n}\n', ['3:3 f put_page'], ['extra 3:3 put_page: name in parentheses'])
})

test('a head that a macro writes is compared by its first argument', () => {
  const source = 'SYSCALL_DEFINE1(take, int, x)\n{\n\tput_page(p);\n}\n'
  check(
    source,
    ['3:2 take put_page'],
    ['name 3:2 put_page ours take, theirs null: head that a macro writes is taken for a call and a block'],
  )
  check(source, ['3:2 give put_page'], ['name 3:2 put_page ours give, theirs null: -'])
})
