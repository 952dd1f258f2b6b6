import { expect, test } from 'vitest'
import { judgeSources, linkSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: pairs as `path:line -> path:line rule grade`, of files beside include/linux/mm.h. */
function check(sources: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const tree = linkSources({ 'include/linux/mm.h': pinHeader, ...sources })
  const end = (index: number) => `${tree.sites[index]?.file.path}:${tree.sites[index]?.call.line}`
  expect(tree.pairs.map((pair) => `${end(pair.acquire)} -> ${end(pair.release)} ${pair.rule} ${pair.grade}`)).toEqual(
    expected,
  )
}

function statusOf(sources: Readonly<Record<string, string>>, api: string): string | undefined {
  return judgeSources({ 'include/linux/mm.h': pinHeader, ...sources }).find((site) => site.api === api)?.status
}

const take = `
static int map_one(struct region *r, unsigned long at, int n)
{
	struct page **pages = kcalloc(n, sizeof(*pages), GFP_KERNEL);
	struct scatterlist *list = kcalloc(n, sizeof(*list), GFP_KERNEL);
	int i, got;

	got = pin_user_pages_fast(at, n, FOLL_WRITE, pages);
	for (i = 0; i < got; i++)
		sg_set_page(&list[i], pages[i], PAGE_SIZE, 0);
	r->handle = r->wire->ops->enrol(list, got, r->id);
	kfree(pages);
	return 0;
}
`
const table = `
static const struct wire_ops fibre_ops = {
	.enrol = fibre_enrol,
};
`
const give = `
void *fibre_enrol(struct scatterlist *list, unsigned long count, int id)
{
	return fibre_book(find_port(id), list, count);
}
`
const keep = `
static int write_entry(struct fibre_entry *entry, struct scatterlist *list, unsigned int count)
{
	entry->sg = list;
	entry->sg_count = count;
	return 0;
}

struct fibre_entry *fibre_book(struct port *port, struct scatterlist *list, unsigned long count)
{
	struct fibre_entry *entry = kzalloc(sizeof(*entry), GFP_KERNEL);

	write_entry(entry, list, count);
	return entry;
}
`
const drop = (call: string, guard = 'entry->sg_count') => `
void fibre_forget(struct fibre_entry *entry)
{
	if (${guard}) {
		unsigned int i;

		for (i = 0; i < entry->sg_count; ++i) {
			struct page *page = sg_page(&entry->sg[i]);

			set_page_dirty(page);
			${call}
		}
		kfree(entry->sg);
		entry->sg_count = 0;
	}
}
`
const files = { 'net/w/map.c': take, 'net/w/fibre.c': table, 'net/w/fibre_entry.c': keep }

test('pages that are given through a table of operations to files that name no API are found where those drop them', () => {
  check({ ...files, 'net/w/fibre_mr.c': give + drop('unpin_user_page(page);') }, [
    'net/w/map.c:8 -> net/w/fibre_mr.c:16 same-directory-member likely',
  ])
})

test('put there instead, they are mismatched', () => {
  const sources = { ...files, 'net/w/fibre_mr.c': give + drop('put_page(page);') }
  check(sources, ['net/w/map.c:8 -> net/w/fibre_mr.c:16 same-directory-member certain'])
  expect(statusOf(sources, 'pin_user_pages_fast')).toBe('mismatched')
})

test('so they are where the same call takes pages that are kept at home, too', () => {
  const both = `
static int pin_all(unsigned long at, int n, struct page **pages)
{
	return pin_user_pages_fast(at, n, FOLL_WRITE, pages);
}
${take.replace('pin_user_pages_fast(at, n, FOLL_WRITE, pages)', 'pin_all(at, n, pages)')}
static int keep_one(struct request_op *op, unsigned long at)
{
	return pin_all(at, 1, op->pages);
}
static void free_one(struct request_op *op)
{
	unpin_user_pages(op->pages, 1);
}
`
  const sources = { ...files, 'net/w/map.c': both, 'net/w/fibre_mr.c': give + drop('put_page(page);') }
  expect(statusOf(sources, 'pin_user_pages_fast')).toBe('mismatched')
})

test('a condition that may ask for the kind of the pages leaves it a suspicion', () => {
  const sources = { ...files, 'net/w/fibre_mr.c': give + drop('put_page(page);', 'entry->is_foreign') }
  expect(statusOf(sources, 'pin_user_pages_fast')).toBe('unknown')
})

test('somebody else who may fill the member leaves it a suspicion', () => {
  const other = `
void *fibre_own(struct port *port, struct scatterlist *list)
{
	return fibre_book(port, list, 1);
}
`
  const sources = { ...files, 'net/w/fibre_mr.c': give + other + drop('put_page(page);') }
  expect(statusOf(sources, 'pin_user_pages_fast')).toBe('unknown')
})

test('a member that is set to two functions leaves it a suspicion', () => {
  const second = `
static const struct wire_ops copper_ops = {
	.enrol = copper_enrol,
};
`
  const sources = { ...files, 'net/w/copper.c': second, 'net/w/fibre_mr.c': give + drop('put_page(page);') }
  expect(statusOf(sources, 'pin_user_pages_fast')).toBe('unknown')
})

test('who ends with the call that takes pages gives others to somebody else behind it', () => {
  const front = `
int pin_any(struct dev *d, unsigned long at, int n, struct page **pages)
{
	if (d->old)
		return pin_old(at, n, pages);
	return enrol_new(d->new, at, n, pages);
}
`
  const old = `
int pin_old(unsigned long at, int n, struct page **pages)
{
	return pin_user_pages_fast(at, n, FOLL_WRITE, pages);
}
`
  const other = `
int enrol_new(struct area *area, unsigned long at, int n, struct page **pages)
{
	area->pages = pages;
	return 0;
}
void forget_new(struct area *area, int n)
{
	unpin_user_pages(area->pages, n);
}
`
  check({ 'a/front.c': front, 'b/old.c': old, 'c/new.c': other }, [])
})
