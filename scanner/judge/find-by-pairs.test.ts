import { expect, test } from 'vitest'
import { judgeSources, pinHeader } from '#scanner/testing/scan-source.ts'

/** `expected`: findings over pairs, as `line finding`. */
function check(source: string, expected: readonly string[]): void {
  const sites = judgeSources({ 'include/linux/mm.h': pinHeader, 'drivers/a.c': source })
  const ofPairs = ['no-release-on-error-path', 'unguarded-unpin', 'sleeping-release', 'longterm-missing']
  expect(
    sites.flatMap(({ line, findings }) =>
      findings.filter((finding) => ofPairs.includes(finding)).map((finding) => `${line} ${finding}`),
    ),
  ).toEqual(expected)
}

test('an unpin of what an iterator gave wants a condition', () => {
  check(
    `int f(struct iov_iter *iter)
{
	iov_iter_extract_pages(iter, &pages, len, n, 0, &off);
	unpin_user_pages(pages, n);
}
int g(struct iov_iter *iter)
{
	iov_iter_extract_pages(iter, &pages, len, n, 0, &off);
	if (need_unpin)
		unpin_user_pages(pages, n);
}
int h(struct iov_iter *iter)
{
	bool keep = iov_iter_extract_will_pin(iter);
	iov_iter_extract_pages(iter, &pages, len, n, 0, &off);
	unpin_user_pages(pages, n);
}
`,
    ['4 unguarded-unpin'],
  )
})

test('registered memory is pinned for long', () => {
  check(
    `int umem_register(struct umem *umem)
{
	pin_user_pages_fast(a, n, FOLL_WRITE, umem->pages);
}
int other_register(struct umem *umem, unsigned int flags)
{
	pin_user_pages_fast(a, n, flags, umem->list);
}
void umem_release(struct umem *umem)
{
	unpin_user_pages(umem->pages, n);
	unpin_user_pages(umem->list, n);
}
`,
    ['3 longterm-missing'],
  )
})

test('what locks pages does not belong where I/O completes', () => {
  check(
    `static void drop(struct page **pages)
{
	unpin_user_pages_dirty_lock(pages, n, true);
}
static void done(struct bio *bio)
{
	drop(bio->bi_private);
}
static void worker(struct page **pages)
{
	unpin_user_pages_dirty_lock(pages, n, true);
}
static void start(struct bio *bio)
{
	bio->bi_end_io = done;
}
`,
    ['3 sleeping-release'],
  )
})

test('a way out on an error without a release is told where the others have one', () => {
  check(
    `int f(struct x *x)
{
	ret = pin_user_pages_fast(a, n, 0, pages);
	if (ret < n)
		return -EFAULT;
	if (x->broken)
		return -EIO;
	unpin_user_pages(pages, n);
	return 0;
}
int g(struct x *x)
{
	ret = pin_user_pages_fast(a, n, 0, pages);
	if (x->broken) {
		unpin_user_pages(pages, n);
		return -EIO;
	}
	unpin_user_pages(pages, n);
	return 0;
}
`,
    ['3 no-release-on-error-path'],
  )
})

test('pages that become vectors have the class of vectors, one page that of a single one', () => {
  const sites = judgeSources({
    'include/linux/mm.h': `${pinHeader}ssize_t iov_iter_extract_pages(struct iov_iter *i, struct page ***pages);\n`,
    'drivers/a.c': `int f(struct bio *bio)
{
	get_user_pages_fast(a, n, 0, pages);
	bio_add_page(bio, pages[0], len, 0);
}
int g(void)
{
	get_user_pages_fast(a, 1, 0, &page);
}
`,
  })
  expect(sites.map(({ target }) => target)).toEqual(['iov_iter_extract_pages', 'pin_user_pages_fast'])
})
