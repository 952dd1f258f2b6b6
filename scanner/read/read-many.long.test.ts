import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'

// Each of these has two hundred thousand of something: a reader that is quadratic in it does not end within the time of a test.
const many = 200_000
const monsters: Record<string, () => string | Buffer> = {
  'megabytes on one line': () => `void f(void) { ${'put_page(p); x = y->z[i]; '.repeat(many)}}`,
  'many nested parentheses': () => `void f(void) { put_page(${'('.repeat(many)}p${')'.repeat(many)}); }`,
  'many unclosed parentheses': () => `void f(void) { ${'put_page('.repeat(many)}`,
  'many nested calls': () => `void f(void) { ${'put_page('.repeat(many)}p${')'.repeat(many)}; }`,
  'many open braces': () => `void f(void) ${'{'.repeat(many)} put_page(p);`,
  'many closing braces': () => `void f(void) { put_page(p); ${'}'.repeat(many)}`,
  'many open conditionals': () => `${'#if X\n'.repeat(many)}void f(void) { put_page(p); }`,
  'many arms that each close what the first opened': () =>
    `void f(void) {\n#if X\n${'('.repeat(many)}\n${'#else\n}\n'.repeat(many)}#endif\nput_page(p); }`,
  'many arms that each open a function': () =>
    `${'#if X\nint f(int a) {\n#else\nint g(int b) {\n#endif\n'.repeat(many)}`,
  'a hundred thousand functions inside each other': () => 'static int f(int a) { put_page(a);\n'.repeat(100_000),
  'a hundred thousand pinning functions inside each other that call each other': () =>
    'static int f(int *a) { b = a; f(b); pin_user_pages_fast(b);\n'.repeat(100_000),
  'two hundred thousand calls that hand pages on': () =>
    `void g(int *a) { x->y = a; }\nvoid f(void) { pin_user_pages_fast(p); ${'g(p); release_it(p);'.repeat(100_000)} }`,
  'many comments that look open': () => `${'/* /* '.repeat(many)}`,
  'many unterminated strings': () => 'put_page("\n'.repeat(many),
  'many directives with open comments': () => `${'#if /*'.repeat(many)}`,
  'many continued lines': () => `#define M ${'x \\\n'.repeat(many)}`,
  'many stars in front of a call': () => `void f(void) { x = ${'*'.repeat(many)} put_page(p); }`,
  'many equals signs': () => `void f(void) { ${'a = '.repeat(many)} put_page(a); }`,
  'many parameters': () => `void f(${'int a, '.repeat(many)} int b) { ${'put_page(p);'.repeat(1000)} }`,
  'many declarations of an API': () => 'void put_page(struct page *p);\n'.repeat(many),
  'many NULs': () => Buffer.alloc(many),
}

test.each(Object.keys(monsters))('%s is read to its end', (name) => {
  const facts = readSource(monsters[name]?.() ?? '')
  expect(facts.functions).toBeInstanceOf(Array)
})
