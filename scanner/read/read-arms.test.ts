import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'

function check(source: string, expected: readonly (readonly string[])[]): void {
  expect(readSource(source).calls.map(({ arms = [] }) => arms)).toEqual(expected)
}

test('what stands under conditionals has their conditions, an else their opposite', () => {
  check(
    `void f(void)
{
#ifdef A
	put_page(a);
#elif defined B /* or so */
	put_page(b);
#else
	put_page(c);
#endif
	put_page(d);
}
`,
    [['defined(A)'], ['!defined(A)', 'defined(B)'], ['!defined(A)', '!defined(B)'], []],
  )
})

test('conditionals in conditionals are told from the outermost on, however they are laid out', () => {
  check(
    `int x;
#if LINUX_VERSION_CODE>=KERNEL_VERSION(5,6,0)
void f(void)
{
# ifndef OLD
	put_page(a);
# endif
	put_page(b);
}
#endif
`,
    [['version>=5.6.0', '!defined(OLD)'], ['version>=5.6.0']],
  )
})

test('the guard around a header says nothing', () => {
  check('#ifndef H\n#define H\nstatic inline void f(void) { put_page(a); }\n#endif\n', [[]])
})

test('stray directives are survived', () => {
  check('#if A\n#endif\n#else\n#endif\nvoid f(void) { put_page(a); }\n', [[]])
})
