import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readSource } from '#scanner/testing/read-source.ts'
import { readerVersion } from './read-facts.ts'

/** A bit of everything that facts speak of. */
const source = `
#define DROP(p) put_page(p)
static inline void put_page(struct page *page);
SYSCALL_DEFINE1(take, unsigned long, addr)
{
	unsigned int flags = write ? FOLL_WRITE : 0;
	bool dirty = true;
	struct page **pages = kmalloc(n), *page = pages[0];
#if A
	ret = get_user_pages_fast(addr & PAGE_MASK, n, flags, (struct page **)(pages + done));
#else
	x->page = get_dump_page(addr);
#endif
	set_page_dirty(page);
	unpin_user_page(page_folio(page));
	return get_user_pages(addr, 1, 0, &x->map[i]);
}
static void helper(struct page *p) { put_page(p); }
void user(void) { helper(p); (put_page)(q); }
EXPORT_SYMBOL_GPL(user);
`

test('other facts of the same bytes need another reader version', () => {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(readSource(source)))
    .digest('hex')
    .slice(0, 16)
  expect({ readerVersion, fingerprint }).toMatchInlineSnapshot(`
    {
      "fingerprint": "2e762a3bb1df9d7d",
      "readerVersion": 22,
    }
  `)
})
