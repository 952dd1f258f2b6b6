import { expect, test } from 'vitest'
import { linkSources, pinHeader, placeholderHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: pairs as `acquire:line -> release:line grade`; what is only left over in so small a file aside. */
function check(body: string, expected: readonly string[], header = pinHeader): void {
  const tree = linkSources({ 'include/linux/mm.h': header, 'drivers/a.c': body })
  const end = (index: number) => `${tree.sites[index]?.api.name}:${tree.sites[index]?.call.line}`
  const pairs = tree.pairs.filter(({ rule }) => rule !== 'by-exclusion')
  expect(pairs.map(({ acquire, release, grade }) => `${end(acquire)} -> ${end(release)} ${grade}`)).toEqual(expected)
}

/** `expected`: the rows of a driver, as `api:line`. */
function checkRows(source: string, expected: readonly string[], path = 'drivers/a.c'): void {
  const tree = linkSources({ 'include/linux/mm.h': pinHeader, [path]: source })
  const rows = tree.sites.filter(({ file }) => file.path === path)
  expect(rows.map(({ api, call }) => `${api.name}:${call.line}`)).toEqual(expected)
}

test('an array and its elements are the same pages', () => {
  check(
    `int f(struct dma *d)
{
	n = get_user_pages_fast(a, d->n, FOLL_WRITE, &d->map[y]);
	while (n--)
		put_page(d->map[n]);
}
`,
    ['get_user_pages_fast:3 -> put_page:5 certain'],
  )
})

test('other members of the same struct are other pages', () => {
  check('int f(struct dma *d)\n{\n\tget_user_pages_fast(a, 1, 0, d->in);\n\tput_page(d->out[0]);\n}\n', [])
})

test('aliases, offsets, casts and folios are followed', () => {
  check(
    `int f(void)
{
	struct page **pages = kmalloc(1);
	pin_user_pages_fast(a, n, 0, (struct page **)(pages + done));
	page = pages[0];
	folio = page_folio(page);
	unpin_user_page(folio_page(folio, 0));
}
`,
    ['pin_user_pages_fast:4 -> unpin_user_page:7 certain'],
  )
})

test('a variable that is also filled from elsewhere makes a pair likely, not certain', () => {
  check(
    `int f(void)
{
	get_user_pages_fast(a, 1, 0, &page);
	if (x)
		page = alloc_page(GFP_KERNEL);
	put_page(page);
}
`,
    ['get_user_pages_fast:3 -> put_page:6 likely'],
  )
})

test('a plain release behind a reference of its own is no release of a pin that has its own', () => {
  check(
    `int f(void)
{
	pin_user_pages_fast(a, 1, 0, &page);
	get_page(page);
	put_page(page);
	unpin_user_page(page);
}
`,
    ['pin_user_pages_fast:3 -> unpin_user_page:6 certain'],
  )
})

test('in dual mode a release belongs to the acquire of its own kind', () => {
  check(
    `int f(void)
{
	if (user)
		pin_user_pages_fast(a, n, 0, shm->pages);
	else
		get_user_pages_fast(a, n, 0, shm->pages);
	if (user)
		unpin_user_pages(shm->pages, n);
	else
		release_pages(shm->pages, n);
}
`,
    ['pin_user_pages_fast:4 -> unpin_user_pages:8 certain', 'get_user_pages_fast:6 -> release_pages:10 certain'],
  )
})

test('a return value carries the page', () => {
  check('int f(void)\n{\n\tstruct page *page = get_dump_page(a);\n\tput_page(page);\n}\n', [
    'get_dump_page:3 -> put_page:4 certain',
  ])
})

test('the tree itself says which argument holds the pages', () => {
  check(
    'int f(void)\n{\n\tget_user_pages_remote(tsk, mm, a, 1, 0, pages, NULL, NULL);\n\tput_page(pages[0]);\n}\n',
    ['get_user_pages_remote:3 -> put_page:4 certain'],
    placeholderHeader,
  )
})

test('sites of different functions are not paired here, nor by a macro inside a function', () => {
  check(
    'int f(void)\n{\n\tget_user_pages_fast(a, 1, 0, p);\n#define D put_page(p)\n\tput_page(p);\n}\nint g(void)\n{\n\tput_page(p);\n}\n',
    ['get_user_pages_fast:3 -> put_page:5 certain'],
  )
})

test('a static function or macro of an API name in the same file takes its calls', () => {
  checkRows(
    `static int pin_user_pages(int a)
{
	return get_user_pages_fast(a, 1, 0, p);
}
#define put_page(p) my_put(p)
int f(void)
{
	pin_user_pages(1);
	put_page(p);
	unpin_user_page(p);
}
`,
    ['get_user_pages_fast:3', 'unpin_user_page:10'],
  )
})

test('in a header an inline of an API name is the API', () => {
  checkRows(
    'static inline void unpin_user_page(struct page *p)\n{\n\tput_page(p);\n}\nstatic inline void f(void)\n{\n\tunpin_user_page(p);\n}\n',
    ['put_page:3', 'unpin_user_page:7'],
    'include/linux/x.h',
  )
})

test('follow_page() is a row only where FOLL_GET reaches it', () => {
  checkRows(
    `int f(void)
{
	page = follow_page(vma, a, FOLL_WRITE);
	page = follow_page(vma, a, FOLL_GET | FOLL_DUMP);
}
int g(void)
{
	unsigned int flags = FOLL_WRITE;
	flags |= FOLL_GET;
	page = follow_page(vma, a, flags);
}
int h(unsigned int flags)
{
	page = follow_page(vma, a, flags);
}
`,
    ['follow_page:4', 'follow_page:10'],
  )
})

test('names of subsystems are no rows', () => {
  checkRows('int f(void)\n{\n\tumem = ib_umem_get(dev, a, n, 0);\n}\n', [])
})

test('locals named like members of objects do no harm', () => {
  check(
    'int f(void)\n{\n\tconstructor = toString;\n\t__proto__ = hasOwnProperty;\n\tget_user_pages_fast(a, 1, constructor, __proto__);\n\tput_page(__proto__);\n}\n',
    ['get_user_pages_fast:5 -> put_page:6 certain'],
  )
})

test('pages of another array in the same variable make a crossing likely, not certain', () => {
  check(
    `int f(struct x *x)
{
	pin_user_pages_fast(a, n, 0, pages);
	page = x->kernel ? x->own[i] : pages[i];
	put_page(page);
}
`,
    ['pin_user_pages_fast:3 -> put_page:5 likely'],
  )
})

test('an array that lies elsewhere is still the same array', () => {
  check(
    `int f(struct x *x)
{
	pages = x->upages;
	pin_user_pages_fast(a, n, 0, pages);
	unpin_user_pages(x->upages, n);
}
`,
    ['pin_user_pages_fast:4 -> unpin_user_pages:5 certain'],
  )
})

const stored = (release: string) => `static int take(struct umem *u)
{
	u->npgs = pin_user_pages(a, n, 0, &u->pgs[0]);
}
static void drop(struct umem *umem)
{
	struct page **all = umem->pgs;
	${release}
}
`

test('pages stored in a member are dropped from that member in another function of the file', () => {
  check(stored('unpin_user_pages(all, umem->npgs);'), ['pin_user_pages:3 -> unpin_user_pages:8 likely'])
})

test('a release of the other kind from the same member is a suspicion, and only where none fits', () => {
  check(stored('put_page(other(umem)->pgs[i]);').replace('u->npgs', 'n').replace('&u->pgs[0]', 'find(u)->pgs'), [])
  // were it the only function that drops pages in the file, it would be meant
  const another = 'void more(void)\n{\n\tput_page(another);\n}\n'
  check(stored('put_page(umem->x.pgs[i]);').replace('umem->pgs', 'NULL') + another, [
    'pin_user_pages:3 -> put_page:8 possible',
  ])
  check(stored('put_page(umem->pgs[i]); unpin_user_pages(all, n);'), ['pin_user_pages:3 -> unpin_user_pages:8 likely'])
})

test('members of one name in structs of different types are different members', () => {
  check(stored('unpin_user_pages(all, 1);').replace('drop(struct umem *umem)', 'drop(struct other *umem)'), [])
})

/** `expected`: pairs of two files, as in `check`. */
function checkFiles(sources: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const tree = linkSources({ 'include/linux/mm.h': pinHeader, ...sources })
  const name = (index: number) => `${tree.sites[index]?.file.path} ${tree.sites[index]?.api.name}`
  const pairs = tree.pairs.filter(({ rule }) => rule !== 'by-exclusion')
  expect(pairs.map(({ acquire, release, rule }) => `${name(acquire)} -> ${name(release)} ${rule}`)).toEqual(expected)
}

const takes = 'int take(void)\n{\n\tstruct dma *dma = find();\n\tpin_user_pages(a, n, 0, dma->map);\n}\n'
const drops = 'void drop(struct dma *d)\n{\n\tunpin_user_pages(d->map, n);\n}\n'

test('a member of one struct type is followed into another file of the directory', () => {
  checkFiles({ 'drivers/x/a.c': takes, 'drivers/x/b.c': drops }, [
    'drivers/x/a.c pin_user_pages -> drivers/x/b.c unpin_user_pages same-directory-member',
  ])
})

test('between files a member needs a known struct type, the same on both sides, and one directory', () => {
  checkFiles({ 'drivers/x/a.c': takes, 'drivers/y/b.c': drops }, [])
  checkFiles({ 'drivers/x/a.c': takes, 'drivers/x/b.c': drops.replace('struct dma', 'struct other') }, [])
  checkFiles(
    { 'drivers/x/a.c': takes.replace('struct dma *dma = find();', 'dma = find();'), 'drivers/x/b.c': drops },
    [],
  )
})

test('a wrapper takes pages for its caller, by parameter or return value, and another drops them', () => {
  check(
    `static int lock_pages(struct buf *b, struct page *pages[], int n)
{
	return pin_user_pages_fast(b->addr, n, 0, &pages[0]);
}
static void unlock_pages(struct page *pages[], int n)
{
	unpin_user_pages(pages, n);
}
static int ioctl(struct buf *b)
{
	struct page **list = kcalloc(n, sizeof(*list), GFP_KERNEL);
	lock_pages(b, list, n);
	unlock_pages(list, n);
}
static struct page *get_arg(unsigned long a)
{
	struct page *page;
	get_user_pages_fast(a, 1, 0, &page);
	return page;
}
static void put_arg(struct page *page)
{
	put_page(page);
}
int copy(void)
{
	struct page *p = get_arg(1);
	put_arg(p);
}
`,
    ['pin_user_pages_fast:3 -> unpin_user_pages:7 likely', 'get_user_pages_fast:18 -> put_page:23 likely'],
  )
})

test('wrappers of wrappers are followed, and members of a parameter', () => {
  check(
    `static void inner(struct umem *u)
{
	unpin_user_pages(u->pgs, u->n);
}
static void outer(struct umem *umem)
{
	inner(umem);
}
int f(struct umem *m)
{
	pin_user_pages(a, n, 0, m->pgs);
	outer(m);
}
`,
    ['pin_user_pages:11 -> unpin_user_pages:3 likely'],
  )
})

test('a function that is handed other pages is no release of these', () => {
  check(
    `static void drop(struct page *p)
{
	put_page(p);
}
int f(void)
{
	get_user_pages_fast(a, 1, 0, &page);
	drop(other);
}
`,
    [],
  )
})

test('a helper of the other kind is a suspicion where it may tell pages apart and is given others too, or drops both kinds', () => {
  const drop = 'static void drop(struct page *p)\n{\n\tput_page(p);\n}\n'
  const f = 'int f(void)\n{\n\tpin_user_pages_fast(a, 1, 0, &page);\n\tdrop(page);\n}\n'
  const g = 'int g(struct page *other)\n{\n\tput_page(x);\n\tdrop(other);\n}\n'
  check(drop + f, ['pin_user_pages_fast:7 -> put_page:3 certain'])
  check(drop + f + g, ['pin_user_pages_fast:7 -> put_page:3 certain'])
  const told = (text: string) => text.replace('page *p)', 'page *p, bool kind)').replace('\tdrop(', '\tdrop(kind, ')
  const swapped = told(drop).replace('struct page *p, bool kind', 'bool kind, struct page *p')
  check(swapped + told(f), ['pin_user_pages_fast:7 -> put_page:3 certain'])
  check(swapped + told(f) + told(g), ['pin_user_pages_fast:7 -> put_page:3 possible'])
  const both = 'static void drop(struct page *p)\n{\n\tif (pinned) unpin_user_page(p); else put_page(p);\n}\n'
  check(both + f, ['pin_user_pages_fast:7 -> unpin_user_page:3 likely'])
  check(drop.replace('\tput', '\tget_page(p);\n\tput') + f, [])
})

test('functions that call each other in a ring come to an end', () => {
  check(
    'static void a(struct page *p)\n{\n\tb(p);\n\tput_page(p);\n}\nstatic void b(struct page *p)\n{\n\ta(p);\n\tget_user_pages_fast(x, 1, 0, &p);\n}\n',
    ['get_user_pages_fast:9 -> put_page:4 likely'],
  )
})

test('callers of a derived wrapper are said, with the line of the call', () => {
  const { reaches, sites } = linkSources({
    'drivers/a.c':
      'static int take(struct page **p)\n{\n\treturn pin_user_pages_fast(a, 1, 0, p);\n}\nint f(struct x *x)\n{\n\ttake(x->pages);\n}\n',
  })
  expect(reaches.map(({ site, line, function: caller }) => [sites[site]?.api.name, line, caller])).toEqual([
    ['pin_user_pages_fast', 7, 'f'],
  ])
})

test('a field of one struct that is pinned and put is a certain pair of the other kind', () => {
  check(stored('put_page(umem->pgs[i]);'), ['pin_user_pages:3 -> put_page:8 certain'])
})

test('who takes a reference on the field himself may put it', () => {
  const sources = `${stored('put_page(umem->pgs[i]);')}static void more(struct umem *m)\n{\n\tget_page(m->pgs[0]);\n}\n`
  check(sources, ['pin_user_pages:3 -> put_page:8 possible'])
})

test('a field that an iterator fills may hold kernel pages: no certain pair of the other kind', () => {
  check(
    stored('put_page(umem->pgs[i]);').replace(
      'pin_user_pages(a, n, 0, &u->pgs[0])',
      'iov_iter_extract_pages(i, &u->pgs, 1, 1, 0, &o)',
    ),
    ['iov_iter_extract_pages:3 -> put_page:8 possible'],
  )
})

// as in reading: what is quadratic here does not end, or does not fit into memory
test('a variable that a call fills by its address, or a loop, has another origin', () => {
  check(
    `int f(void)
{
	pin_user_pages_fast(a, 1, 0, &page);
	unpin_user_page(page);
	find_lock(&page);
	put_page(page);
}
`,
    ['pin_user_pages_fast:3 -> unpin_user_page:4 likely', 'pin_user_pages_fast:3 -> put_page:6 likely'],
  )
  check(
    'int f(void)\n{\n\tpin_user_pages_fast(a, 1, 0, &page);\n\tlist_for_each_entry(page, &l, lru)\n\t\tput_page(page);\n}\n',
    ['pin_user_pages_fast:3 -> put_page:5 likely'],
  )
})

test('follow_page() takes a reference where its flags join a local that holds FOLL_GET', () => {
  checkRows('int f(void)\n{\n\tunsigned int flags = FOLL_GET;\n\tp = follow_page(vma, a, flags | FOLL_DUMP);\n}\n', [
    'follow_page:4',
  ])
})

test('a remote acquire with a task in front is read right without any header', () => {
  const tree = linkSources({
    'drivers/a.c':
      'int f(void)\n{\n\tget_user_pages_remote(current, mm, a, 1, FOLL_WRITE, &page, NULL, NULL);\n\tput_user_page(page);\n}\n',
  })
  expect(tree.pairs).toHaveLength(1)
})

test('pages are followed through scatterlists, loops over them and bio_vecs', () => {
  check(
    `static int take(struct chunk *chunk)
{
	pin_user_pages_fast(a, n, FOLL_LONGTERM, page_list);
	for_each_sg(chunk->list, sg, chunk->nents, i)
		sg_set_page(sg, page_list[i + off], PAGE_SIZE, 0);
}
static void drop(struct chunk *chunk)
{
	for_each_sg(chunk->list, sg, chunk->nents, i) {
		page = sg_page(sg);
		unpin_user_pages(&page, 1);
	}
}
`,
    ['pin_user_pages_fast:3 -> unpin_user_pages:11 likely'],
  )
})

test('the bio of a request carries the pages that are mapped into it', () => {
  check(
    `int f(struct request *rq)
{
	blk_rq_map_user(rq->q, rq, NULL, buf, len, GFP_KERNEL);
	bio = rq->bio;
	blk_rq_unmap_user(bio);
}
`,
    ['blk_rq_map_user:3 -> blk_rq_unmap_user:5 certain'],
  )
})
