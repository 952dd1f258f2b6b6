import { describe, expect, test } from 'vitest'
import { linkSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** Pairs of one file as `acquiring function -> dropping function api grade`. */
function pairsOf(source: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const { sites, pairs } = linkSources({ 'include/linux/mm.h': pinHeader, ...more, 'drivers/x/x.c': source })
  return pairs.map(({ acquire, release, grade }) => {
    const [taken, dropped] = [sites[acquire], sites[release]]
    return `${taken?.function?.name} -> ${dropped?.function?.name} ${dropped?.api.name} ${grade}`
  })
}

describe('a reference that no gup took', () => {
  test('is dropped by who takes a page out of a page table', () => {
    const source = (unmap: string) => `
static void swap_in(struct vm_area_struct *vma, struct folio *folio, struct page *page)
{
	${unmap}(folio, page, vma);
	folio_put(folio);
}
int poke(struct mm_struct *mm, unsigned long at, struct vm_area_struct *vma)
{
	struct page *page;
	struct folio *folio;
	int ret = get_user_pages_remote(mm, at, 1, FOLL_WRITE, &page, NULL);

	if (ret <= 0)
		return ret;
	folio = page_folio(page);
	swap_in(vma, folio, page);
	folio_put(folio);
	return 0;
}
`
    expect(pairsOf(source('folio_remove_rmap_pte'))).toEqual(['poke -> poke folio_put certain'])
    expect(pairsOf(source('mark_it'))).toContain('poke -> swap_in folio_put likely')
  })

  test('is dropped from the member that keeps it', () => {
    const source = (taken: string) => `
struct job { struct page *pages[8]; struct page *last; };
int fill(struct job *job, unsigned long at)
{
	return get_user_pages_fast(at, 8, 0, job->pages);
}
static void keep(struct job *job, struct page *page)
{
	${taken}
	job->last = page;
}
void step(struct job *job, int i)
{
	struct page *page = job->pages[i];

	keep(job, page);
	put_page(page);
}
void finish(struct job *job)
{
	put_page(job->last);
}
void drop(struct job *job, int i)
{
	put_page(job->pages[i]);
}
`
    expect(pairsOf(source('get_page(page);'))).not.toContain('fill -> finish put_page likely')
    expect(pairsOf(source('get_page(page);'))).toContain('fill -> drop put_page likely')
  })

  test('is dropped by who takes as many as it drops', () => {
    const source = (taken: string) => `
struct page *look_up(unsigned long at)
{
	struct page *page;

	if (get_user_pages_fast(at, 1, 0, &page) != 1)
		return NULL;
	return page;
}
void peek(unsigned long at)
{
	struct page *page = look_up(at);

	${taken}
	show(page);
	put_page(page);
}
void drop(unsigned long at)
{
	struct page *page = look_up(at);

	put_page(page);
}
`
    expect(pairsOf(source('get_page(page);'))).not.toContainEqual(expect.stringContaining('peek'))
    expect(pairsOf(source('look(page);'))).toContain('look_up -> peek put_page likely')
  })
})

test('what is dropped before another page comes into the variable is not that page, unless a loop leads back', () => {
  const source = (open: string, close: string) => `
int swap(unsigned long at)
{
	struct page *page, *other;

	if (get_user_pages_unlocked(at, 1, &page, 0) != 1)
		return -EFAULT;
	${open}
	if (get_user_pages_fast(at, 1, FOLL_WRITE, &other) == 1) {
		put_page(page);
		page = other;
	}
	${close}
	keep(page);
	return 0;
}
`
  expect(pairsOf(source('', ''))).toHaveLength(1)
  expect(pairsOf(source('do {', '} while (more());'))).toHaveLength(2)
})

test('a bio that a function maps and unmaps itself is not the one of another request', () => {
  const pairs = pairsOf(`
int map_it(struct request *req, void __user *buf)
{
	return blk_rq_map_user(req->q, req, NULL, buf, 8, GFP_KERNEL);
}
void done(struct request *req)
{
	blk_rq_unmap_user(req->bio);
}
int at_once(struct request *rq, void __user *buf)
{
	struct bio *bio;

	if (blk_rq_map_user(rq->q, rq, NULL, buf, 8, GFP_KERNEL))
		return -EINVAL;
	bio = rq->bio;
	blk_rq_unmap_user(bio);
	return 0;
}
`)
  expect(pairs).toContain('map_it -> done blk_rq_unmap_user likely')
  expect(pairs).toContain('at_once -> at_once blk_rq_unmap_user certain')
  expect(pairs).not.toContain('map_it -> at_once blk_rq_unmap_user likely')
})

test('pages alone are not dropped by what unmaps a bio', () => {
  expect(
    pairsOf(`
int box_get(struct box *b, unsigned long at) { return get_user_pages_fast(at, 4, 0, b->pages); }
void box_end(struct bio *bio) { bio_unmap_user(bio); }
`),
  ).toEqual([])
})
