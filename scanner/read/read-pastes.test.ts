import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'
import { judgeSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: rows as `line api`. */
function check(source: string, expected: readonly string[]): void {
  const rows = judgeSources({ 'include/linux/mm.h': pinHeader, 'x.c': source })
  expect(rows.map(({ line, api }) => `${line} ${api}`)).toEqual(expected)
}

test('a name that a macro pastes together is the call of it, each use of its own', () => {
  check(
    `#define GUP(how) get_user_pages##how
#define UNPIN(what) unpin_##what
int take(struct box *b, unsigned long at, int n)
{
	if (n > 1)
		return GUP(_fast)(at, n, 0, b->pages);
	return GUP()(at, n, 0, b->pages);
}
void drop(struct box *b, int n)
{
	UNPIN(user_pages)(b->pages, n);
}
`,
    ['6 get_user_pages_fast', '7 get_user_pages', '11 unpin_user_pages'],
  )
})

test('a macro that may paste the name of a row is counted, since other files may use it', () => {
  expect(readSource('#define GUP(how) get_user_pages##how\n').problems).toEqual({ 'pasted-name': 1 })
  expect(readSource('#define REG(n) BOX_##n\n#define OWN(n) put_page##_box\n').problems).toEqual({})
})

test('what is looked up by its name as text, and called, is called', () => {
  check(
    `static long (*take)(unsigned long, unsigned long, unsigned int, struct page **);
int init(void)
{
	take = (void *)kallsyms_lookup_name("get_user_pages");
	pr_debug("get_user_pages");
	return take ? 0 : -ENOENT;
}
int map(struct box *b, unsigned long at, int n)
{
	return take(at, n, FOLL_WRITE, b->pages);
}
`,
    ['10 get_user_pages'],
  )
})
