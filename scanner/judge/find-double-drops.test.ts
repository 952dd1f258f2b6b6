import { expect, test } from 'vitest'
import { judgeSources, pinHeader } from '#scanner/testing/scan-source.ts'

const taken = `int map(struct buf *b, int n)
{
	b->n = pin_user_pages_fast(b->from, n, FOLL_WRITE | FOLL_LONGTERM, b->pages);
	return b->n < 0 ? b->n : 0;
}
`

/** `expected`: how many double releases a function of a file that pins into `b->pages` has. */
function check(body: string, expected: number, more = ''): void {
  const source = `${taken}${more}void unmap(struct buf *b)\n{\n\tint i;\n${body}\n}\n`
  const sites = judgeSources({ 'include/linux/mm.h': pinHeader, 'drivers/a.c': source })
  const found = sites.filter(({ findings }) => findings.includes('double-release'))
  expect(found.length).toBe(expected)
}

test('pages that are unpinned and put on one way are dropped twice', () => {
  check('\tunpin_user_pages_dirty_lock(b->pages, b->n, true);\n\tput_page(b->pages[0]);', 1)
  check('\tput_page(*b->pages);\n\tunpin_user_pages(b->pages, b->n);', 1)
  check('\tfor (i = 0; i < b->n; i++) {\n\t\tunpin_user_page(b->pages[i]);\n\t\tput_page(b->pages[i]);\n\t}', 1)
  check('\tunpin_user_pages(b->pages, b->n);\n\tif (b->sticky)\n\t\tput_page(b->pages[0]);', 1)
  check('\tunpin_user_pages(b->pages, b->n);\n\trelease_pages(b->pages, b->n);', 1)
})

test('pages that are unpinned on one way and put on another one are not', () => {
  check('\tif (b->pinned)\n\t\tunpin_user_pages(b->pages, b->n);\n\telse\n\t\tput_page(b->pages[0]);', 0)
  check('\tif (b->pinned) {\n\t\tunpin_user_pages(b->pages, b->n);\n\t\treturn;\n\t}\n\tput_page(b->pages[0]);', 0)
  check('\tif (b->pinned)\n\t\tunpin_user_pages(b->pages, b->n);\n\tif (!b->pinned)\n\t\tput_page(b->pages[0]);', 0)
  check(
    '\tfor (i = 0; i < b->n; i++) {\n\t\tif (b->own[i]) {\n\t\t\tput_page(b->pages[i]);\n\t\t\tcontinue;\n\t\t}\n\t\tunpin_user_page(b->pages[i]);\n\t}',
    0,
  )
})

test('other pages, and such that somebody holds once more, are not', () => {
  check('\tunpin_user_pages(b->pages, b->n);\n\tfor (i = b->n; i < b->all; i++)\n\t\tput_page(b->pages[i]);', 0)
  check('\tunpin_user_pages(b->pages, b->n);\n\tb->pages = b->own;\n\tput_page(b->pages[0]);', 0)
  check('\tunpin_user_pages(b->pages, b->n);\n\tput_page(b->spare[0]);', 0)
  const on = 'void hold(struct buf *b)\n{\n\tget_page(b->pages[0]);\n}\n'
  check('\tunpin_user_pages(b->pages, b->n);\n\tput_page(b->pages[0]);', 0, on)
})
