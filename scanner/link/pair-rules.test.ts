import { expect, test } from 'vitest'
import { linkSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: every pair as `acquire function -> release function: rule grade`. */
function check(sources: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const tree = linkSources({ 'include/linux/mm.h': pinHeader, ...sources })
  const end = (index: number) => tree.sites[index]?.function?.name
  expect(
    tree.pairs.map(({ acquire, release, rule, grade }) => `${end(acquire)} -> ${end(release)}: ${rule} ${grade}`),
  ).toEqual(expected)
}

test('a function that is handed the pages and stores them does so for its caller', () => {
  check(
    {
      'fs/a.c': `static struct wdata *direct_alloc(struct page **pages)
{
	struct wdata *wdata = kzalloc(sizeof(*wdata));
	wdata->pages = pages;
	return wdata;
}
static void take(void)
{
	struct page **pagevec;
	get_user_pages_fast(a, n, 0, pagevec);
	wdata = direct_alloc(pagevec);
}
static void drop(struct wdata *wdata)
{
	for (i = 0; i < wdata->nr_pages; i++)
		put_page(wdata->pages[i]);
}
`,
    },
    ['take -> drop: same-file-member likely'],
  )
})

test('the completion function of a bio drops what was put into the bio', () => {
  check(
    {
      'fs/a.c': `static void done(struct bio *bio)
{
	bio_release_pages(bio, false);
}
static void read(struct bio *bio)
{
	bio->bi_end_io = done;
	bio_iov_iter_get_pages(bio, iter);
}
`,
    },
    ['read -> done: completion likely'],
  )
})

test('the release function of a reference count is the one that drops the pages of its object', () => {
  check(
    {
      'fs/a.c': `static void free_data(struct kref *ref)
{
	struct data *data = container_of(ref, struct data, ref);
	put_page(data->pages[0]);
}
static void read_cache(struct data *data)
{
	put_page(data->pages[0]);
}
static void read(struct data *data)
{
	get_user_pages_fast(a, n, 0, data->pages);
	kref_put(&data->ref, free_data);
}
`,
    },
    ['read -> free_data: completion likely'],
  )
})

test('wrappers that are not static are followed into other files', () => {
  check(
    {
      'io/map.c': `struct page **pin_ring_pages(unsigned long a)
{
	struct page **pages = kvmalloc(n);
	pin_user_pages_fast(a, n, FOLL_LONGTERM, pages);
	return pages;
}
`,
      'io/ring.c': `static int make(struct list *list)
{
	struct page **pages = pin_ring_pages(a);
	list->buf_pages = pages;
}
static void drop(struct list *list)
{
	unpin_user_page(list->buf_pages[j]);
}
`,
    },
    ['pin_ring_pages -> drop: same-file-member likely'],
  )
})

test('a function of the file that turns pages into their other name hands them on', () => {
  const take = `int take(u64 *pfn)
{
	struct page *page;
	if (!get_user_page_fast_only(addr, FOLL_WRITE, &page))
		return 0;
	*pfn = page_to_pfn(page);
	return 1;
}
static struct page *to_page(u64 pfn)
{
	struct page *page;
	page = pfn_to_page(pfn);
	return page;
}
struct page *take_page(void)
{
	struct page *page;
	u64 pfn;
	take(&pfn);
	page = to_page(pfn);
	return page;
}
`
  const user = (middle: string) => `static void use(void)
{
	struct page *page = take_page();
	gfn_to_pfn(vm, gfn);
	${middle}
	put_page(page);
}
`
  check({ 'virt/a.c': take, 'arch/user.c': user('') }, ['take -> use: wrapper likely'])
  // who takes as many references as he drops leaves the one that he was handed
  check({ 'virt/a.c': take, 'arch/user.c': user('get_page(page);') }, [])
  // the first of two is explained by the reference on top
  check({ 'virt/a.c': take, 'arch/user.c': user('get_page(page);\n\tput_page(page);') }, [
    'take -> use: wrapper possible',
    'take -> use: wrapper likely',
  ])
})

test('functions for other files belong together, by what they do and, for a release of any page, by name', () => {
  check(
    {
      'a.c': `int acquire_pages(unsigned long a, struct page **pages)
{
	return pin_user_pages_fast(a, n, FOLL_LONGTERM, pages);
}
void release_them(struct page **p, int n)
{
	unpin_user_pages(p, n);
}
`,
      'b.c': `void *ppc_pin_guest_page(unsigned long a)
{
	get_user_pages_fast(a, 1, 0, pages);
	return page_address(pages[0]);
}
void ppc_unpin_guest_page(void *va)
{
	put_page(virt_to_page(va));
}
void any_other(struct page *page)
{
	put_page(page);
}
`,
    },
    [
      'acquire_pages -> release_them: exported-functions likely',
      'ppc_pin_guest_page -> ppc_unpin_guest_page: exported-functions possible',
    ],
  )
})

test('pages in fragments of an skb are dropped where skbs are taken apart', () => {
  check(
    {
      'include/linux/skbuff.h': `static inline void __skb_frag_unref(skb_frag_t *frag)
{
	put_page(skb_frag_page(frag));
}
`,
      'net/a.c': `static int fill(struct sk_buff *skb, struct iov_iter *from)
{
	iov_iter_get_pages2(from, pages, length, MAX_SKB_FRAGS, &start);
	skb_fill_page_desc(skb, frag++, pages[n], start, size);
}
`,
    },
    ['fill -> __skb_frag_unref: carrier likely'],
  )
})

test('an unpin without an acquire belongs to the only one there is', () => {
  check(
    {
      'a.c': `static int map(struct vdpa *v)
{
	pin_user_pages_fast(a, n, FOLL_LONGTERM, list);
}
static void unmap(struct vdpa *v)
{
	unpin_user_page(lookup(v));
}
`,
    },
    ['map -> unmap: by-exclusion likely'],
  )
})

test('an array that is filled through a moving pointer holds the pages', () => {
  check(
    {
      'a.c': `static int pin(struct user *user)
{
	struct page **upages = user->upages;
	folio_add_pins(folio, npin - 1);
	while (npin--)
		*upages++ = folio_page(folio, offset++);
}
static void unpin(struct user *user)
{
	unpin_user_pages(user->upages, n);
}
`,
    },
    ['pin -> unpin: same-file-member likely'],
  )
})

test('of many functions that drop pages the one is meant that the acquire sets as a callback', () => {
  const dropper = (name: string) => `static void ${name}(struct ${name} *x)\n{\n\tput_page(x->${name}_page);\n}\n`
  check(
    {
      'a.c': `${['one', 'two', 'three', 'four'].map(dropper).join('')}
static void issue(struct req *req)
{
	get_user_pages_fast(a, n, 0, pages);
	send_to_server(req, pages);
	req->r_callback = four;
}
`,
    },
    ['issue -> four: by-exclusion possible'],
  )
})

test('a variable that is dropped before other pages are put into it is no release of these', () => {
  check(
    {
      'a.c': `static int slow(unsigned long *pfn)
{
	pin_user_pages_fast(a, 1, 0, &page);
	if (get_user_page_fast_only(a, FOLL_WRITE, &wpage)) {
		unpin_user_page(page);
		page = wpage;
	}
}
`,
    },
    ['slow -> slow: same-function certain'],
  )
})

test('steps in other files say which, and the chain leads from the acquire to the release', () => {
  const tree = linkSources({
    'include/linux/mm.h': pinHeader,
    'a.c': 'int take_pages(struct page **pages)\n{\n\treturn pin_user_pages_fast(a, n, 0, pages);\n}\n',
    'b.c': 'static void use(void)\n{\n\ttake_pages(list);\n\tunpin_user_pages(list, n);\n}\n',
  })
  expect(tree.pairs.map(({ evidence }) => evidence)).toEqual([
    [
      { line: 3, text: 'pin_user_pages_fast() takes the pages' },
      { path: 'b.c', line: 3, text: 'take_pages() hands them on' },
      { path: 'b.c', line: 4, text: 'unpin_user_pages() drops them' },
    ],
  ])
})

test('two arms of one condition are never compiled together, and make no pair', () => {
  check(
    {
      'a.c': `static void f(void)
{
#ifdef HAVE_PIN
	pin_user_pages_fast(a, n, 0, pages);
#else
	get_user_pages_fast(a, n, 0, pages);
#endif
#if defined(HAVE_PIN)
	unpin_user_page(pages[0]);
#else
	put_page(pages[0]);
#endif
}
`,
    },
    ['f -> f: same-function certain', 'f -> f: same-function certain'],
  )
})

test('a reference on top explains the first release behind it on each path, and no other', () => {
  check(
    {
      'a.c': `static int f(void)
{
	pin_user_pages_fast(a, 1, 0, &page);
	get_page(page);
	if (bad) {
		put_page(page);
		unpin_user_page(page);
		return -EIO;
	}
	put_page(page);
	put_page(page);
	return 0;
}
`,
    },
    ['f -> f: same-function certain', 'f -> f: same-function certain'],
  )
})

test('pages that are put one by one out of a member cross as surely as all at once, through a helper of the file too', () => {
  check(
    {
      'a.c': `static void drop(struct page **list, int n)
{
	while (n--)
		put_page(list[n]);
}
static int take(struct buf *b)
{
	return pin_user_pages_fast(a, n, 0, b->list);
}
static void stop(struct buf *b)
{
	drop(b->list, b->n);
}
`,
    },
    ['take -> drop: same-file-member certain'],
  )
})

test('a page that takes the place of one that is dropped is not the dropped one', () => {
  check(
    {
      'a.c': `static int fill(struct batch *b)
{
	return get_user_pages_fast(a, n, 0, b->pages);
}
static void swap_one(struct batch *b)
{
	struct page *p = b->pages[i];
	put_page(p);
	b->pages[i] = alloc_page(GFP_KERNEL);
}
`,
    },
    ['fill -> swap_one: same-file-member likely'],
  )
})

test('what is freed where a scope ends is dropped there', () => {
  check(
    {
      'a.c': `DEFINE_FREE(unpin_one, struct page *, if (_T) unpin_user_page(_T))
static void put_array(struct page ***pages)
{
	unpin_user_pages(*pages, n);
}
int once(unsigned long at)
{
	struct page *page __free(unpin_one) = NULL;
	if (pin_user_pages_fast(at, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	return work(page);
}
int all(unsigned long at)
{
	struct page **pages __attribute__((cleanup(put_array))) = alloc_array(n);
	return pin_user_pages_fast(at, n, FOLL_WRITE, pages);
}
`,
    },
    ['once -> unpin_one: wrapper likely', 'all -> put_array: wrapper likely'],
  )
})

test('what a variable is freed by at the end of its scope is the one release that is meant, of whatever kind', () => {
  check(
    {
      'a.c': `DEFINE_FREE(unpin_one, struct page *, if (_T) unpin_user_page(_T))
DEFINE_FREE(put_one, struct page *, if (_T) put_page(_T))
int right(unsigned long at)
{
	struct page *page __free(unpin_one) = NULL;
	if (pin_user_pages_fast(at, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	return work(page);
}
int wrong(unsigned long at)
{
	struct page *page __free(put_one) = NULL;
	if (pin_user_pages_fast(at, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	return work(page);
}
`,
    },
    ['right -> unpin_one: wrapper likely', 'wrong -> put_one: wrapper certain'],
  )
})

test('a number that is kept by a function which takes its page through another one is dropped by who looks it up', () => {
  check(
    {
      'a.c': `static int take(unsigned long at, struct page **pages, int n)
{
	return get_user_pages_unlocked(at, n, pages, FOLL_WRITE) != n;
}
int look_up(unsigned long at, unsigned long *number)
{
	struct page *page;
	if (take(at, &page, 1))
		return -EFAULT;
	*number = page_to_pfn(page);
	put_page(page);
	return 0;
}
int hold(unsigned long at, unsigned long *number)
{
	struct page *page;
	if (take(at, &page, 1))
		return -EFAULT;
	*number = page_to_pfn(page);
	return 0;
}
void let_go(unsigned long number)
{
	struct page *page = pfn_to_page(number);
	put_page(page);
}
`,
    },
    ['take -> look_up: wrapper likely', 'take -> let_go: by-exclusion possible'],
  )
})

test('a number that is kept is looked up, though the page is dropped where keeping it fails', () => {
  const file = (failed: string) => ({
    'a.c': `static int take(unsigned long at, struct page **pages, unsigned n)
{
	return get_user_pages_fast(at, n, 0, pages) != n;
}
int hold(struct table *table, unsigned long at, unsigned long *number)
{
	struct page *page;
	if (take(at, &page, 1))
		return -EFAULT;
	*number = page_to_pfn(page);
	entry = add_entry(table, at, *number);
	if (${failed})
		put_page(page);
	return 0;
}
static void let_go(struct entry *entry)
{
	struct page *page = pfn_to_page(entry->number);
	put_page(page);
}
`,
  })
  check(file('!entry'), ['take -> hold: wrapper likely', 'take -> let_go: by-exclusion possible'])
  check(file('page'), ['take -> hold: wrapper likely'])
})

test('a page that is taken out of its scope is handed on', () => {
  check(
    {
      'a.c': `DEFINE_FREE(unpin_one, struct page *, if (_T) unpin_user_page(_T))
static struct page *take(unsigned long at)
{
	struct page *page __free(unpin_one) = NULL;
	if (pin_user_pages_fast(at, 1, FOLL_WRITE, &page) != 1)
		return NULL;
	return_ptr(page);
}
void use(void)
{
	struct page *mine = take(at);
	unpin_user_page(mine);
}
`,
    },
    ['take -> unpin_one: wrapper likely', 'take -> use: wrapper likely'],
  )
})

test('what loops walk out of a scatterlist are the pages that were put into it, in another function too', () => {
  const drops = (loop: string) => ({
    'a.c': `static int get_pages(struct obj *obj)
{
	pin_user_pages_fast(obj->at, obj->n, 0, pvec);
	return sg_alloc_table_from_pages(obj->st, pvec, obj->n, 0, size, GFP_KERNEL);
}
static void put_pages(struct obj *obj)
{
	struct sg_mapping_iter m;
	${loop}
}
static int other(struct obj *obj)
{
	return pin_user_pages_fast(obj->at, 1, 0, obj->page);
}
static void undo(struct obj *obj)
{
	unpin_user_page(obj->page);
}
`,
  })
  const expected = ['get_pages -> put_pages: same-file-member likely', 'other -> undo: same-file-member likely']
  check(drops('for_each_sgt_page(page, iter, obj->st)\n\t\tunpin_user_page(page);'), expected)
  check(drops('for_each_sgtable_page(obj->st, &iter, 0)\n\t\tunpin_user_page(sg_page_iter_page(&iter));'), expected)
  check(
    drops('sg_miter_start(&m, obj->st->sgl, n, 0);\n\twhile (sg_miter_next(&m))\n\t\tunpin_user_page(m.page);'),
    expected,
  )
  check(drops('for_each_sg(obj->st->sgl, sg, n, i)\n\t\tunpin_user_page(sg_page(sg));'), expected)
})

test('pages that are kept by number and looked up by it make a possible pair', () => {
  check(
    {
      'a.c': `static int map_one(struct t *t)
{
	if (get_user_pages_fast(a, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	pfn = page_to_pfn(page);
	if (insert(t, pfn)) {
		put_page(page);
		return -EEXIST;
	}
	return 0;
}
static void unmap_one(struct t *t)
{
	struct node *node = find(t);
	put_page(pfn_to_page(node->pfn));
}
`,
    },
    ['map_one -> map_one: same-function certain', 'map_one -> unmap_one: by-exclusion possible'],
  )
})

test('the only acquire of a file and its only release belong together, the other way too', () => {
  const file = (more: string) => ({
    'a.c': `static int map_one(struct t *t)
{
	return pin_user_pages_fast(a, n, FOLL_WRITE, list_of(t));
}
static void unmap_one(struct u *u)
{
	${more}put_page(first(u));
}
`,
  })
  check(file(''), ['map_one -> unmap_one: by-exclusion likely'])
  check(file('get_page(x);\n\t'), [])
  check(file('pin_user_pages_fast(a, 1, 0, &u->other);\n\t'), [])
})

test('a page that its function unlocks, and did not lock, is one of the page cache', () => {
  const take = 'int take(struct io *io)\n{\n\treturn iov_iter_get_pages2(io->iter, io->list, n, n, &off);\n}\n'
  const drop = 'void drop(struct io *io)\n{\n\tput_page(io->list[0]);\n}\n'
  const end = (lock: string) =>
    `void end(struct io *io)\n{\n\tstruct page *page = io->list[0];\n${lock}\tSetPageUptodate(page);\n\tunlock_page(page);\n\tput_page(page);\n}\n`
  check({ 'fs/io.c': take + drop + end('') }, ['take -> drop: same-file-member likely'])
  check({ 'fs/io.c': take + drop + end('\tlock_page(page);\n') }, [
    'take -> drop: same-file-member likely',
    'take -> end: same-file-member likely',
  ])
  // the only release there is may be one all the same
  check({ 'fs/io.c': take + end('') }, ['take -> end: same-file-member likely'])
})

test('who takes into a field and drops it drops his own, where somebody else drops the others', () => {
  const header = 'struct dma { struct page *map[8]; };\n'
  const setup = (name: string, take: string) =>
    `int ${name}(struct dma *dma, int n)\n{\n\tint got = ${take}(at, n, 0, dma->map);\n\tif (got < n) {\n\t\tunpin_user_pages(dma->map, got);\n\t\treturn -EINVAL;\n\t}\n\treturn 0;\n}\n`
  const unmap = 'void unmap(struct dma *dma)\n{\n\tunpin_user_pages(dma->map, dma->n);\n}\n'
  check(
    {
      'drivers/x/yuv.c': header + setup('prepare', 'pin_user_pages_fast'),
      'drivers/x/dma.c': header + setup('setup', 'pin_user_pages_fast') + unmap,
    },
    [
      'prepare -> prepare: same-function certain',
      'setup -> setup: same-function certain',
      'prepare -> unmap: same-directory-member likely',
      'setup -> unmap: same-file-member likely',
    ],
  )
})

test('a member of one name in another struct is another one, also where the first is handed on inside a third', () => {
  const source = `static int make(struct rx *rx, int n)
{
	return get_user_pages_fast(at, n, 0, rx->list);
}
int get(struct area *area, int n)
{
	return make(&area->rx, n);
}
void pull(struct ctx *ctx)
{
	struct tx *tx = first(ctx);
	put_page(tx->list[0]);
}
void drop(struct rx *rx)
{
	put_page(rx->list[0]);
}
`
  check({ 'crypto/a.c': source }, ['make -> drop: same-file-member likely'])
})
