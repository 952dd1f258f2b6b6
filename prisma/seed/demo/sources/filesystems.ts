import { c } from '../changes.ts'

export const loamDirect = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * loamfs: direct reads and writes, a bio at a time.
 */
#include <linux/bio.h>
#include <linux/fs.h>
#include <linux/uio.h>

#include "loamfs.h"

static void loam_dio_end_io(struct bio *bio)
{
	struct loam_dio *dio = bio->bi_private;

	if (bio->bi_status && !dio->error)
		dio->error = blk_status_to_errno(bio->bi_status);
	if (dio->should_dirty) {
		bio_check_pages_dirty(bio);
	} else {
		bio_release_pages(bio, false);
		bio_put(bio);
	}
	loam_dio_put(dio);
}

static int loam_dio_one(struct loam_dio *dio, struct loam_extent *extent, struct iov_iter *iter)
{
	struct bio *bio = loam_bio_alloc(dio, extent, loam_dio_end_io);
	int err;

	err = bio_iov_iter_get_pages(bio, iter);
	if (err) {
		bio_put(bio);
		return err;
	}
	if (dio->should_dirty)
		bio_set_pages_dirty(bio);
	loam_dio_get(dio);
	submit_bio(bio);
	return 0;
}

/* Up to one page goes by hand: no dio, no completion, the caller waits. */
ssize_t loam_dio_simple(struct loam_extent *extent, struct iov_iter *iter)
{
	struct bio *bio = loam_bio_alloc(NULL, extent, NULL);
	ssize_t ret = bio_iov_iter_get_pages(bio, iter);

	if (ret)
		goto out;
	ret = submit_bio_wait(bio);
	bio_release_pages(bio, iov_iter_rw(iter) == READ);
out:
	bio_put(bio);
	return ret;
}
`

export const loamInline = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * loamfs: small files live in their inode; direct I/O to them is a copy.
 */
#include <linux/mm.h>
#include <linux/uio.h>

#include "loamfs.h"

#define LOAM_INLINE_PAGES	4

ssize_t loam_inline_write(struct loam_inode *inode, struct iov_iter *iter)
{
	struct page *pages[LOAM_INLINE_PAGES];
	size_t offset;
	ssize_t bytes;
	int i, nr;

	bytes = iov_iter_get_pages(iter, pages, LOAM_INLINE_MAX, LOAM_INLINE_PAGES, &offset);
	if (bytes <= 0)
		return bytes;
	nr = DIV_ROUND_UP(offset + bytes, PAGE_SIZE);
	loam_inline_copy(inode, pages, offset, bytes);
	for (i = 0; i < nr; i++)
		put_page(pages[i]);
	return bytes;
}

/* The page cache copy is stale now; its reference is of find_lock_page() and has nothing to do with the above. */
void loam_inline_invalidate(struct loam_inode *inode)
{
	struct page *page = find_lock_page(inode->mapping, 0);

	if (!page)
		return;
	ClearPageUptodate(page);
	unlock_page(page);
	put_page(page);
}
`

export const mossDirect = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mossfs: uncached reads and writes over the wire.
 */
#include <linux/mm.h>
#include <linux/uio.h>

#include "moss_client.h"

static void moss_release_pages(struct page **pages, unsigned int npages)
{
	unsigned int i;

	for (i = 0; i < npages; i++)
		put_page(pages[i]);
}

ssize_t moss_direct_read(struct moss_request *req, struct iov_iter *iter, size_t rsize)
{
	struct page **pagevec;
	size_t pgbase;
	ssize_t bytes;

	bytes = iov_iter_get_pages_alloc(iter, &pagevec, rsize, &pgbase);
	if (bytes < 0)
		return bytes;
	moss_build_read(req, pagevec, pgbase, bytes);
	moss_release_pages(pagevec, DIV_ROUND_UP(pgbase + bytes, PAGE_SIZE));
	kvfree(pagevec);
	return bytes;
}

ssize_t moss_direct_write(struct moss_request *req, struct iov_iter *iter, size_t wsize)
{
	struct page **pagevec;
	size_t pgbase;
	ssize_t bytes;

	bytes = iov_iter_get_pages_alloc(iter, &pagevec, wsize, &pgbase);
	if (bytes < 0)
		return bytes;
	moss_build_write(req, pagevec, pgbase, bytes);
	moss_release_pages(pagevec, DIV_ROUND_UP(pgbase + bytes, PAGE_SIZE));
	kvfree(pagevec);
	return bytes;
}
`

export const mossSigned = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * mossfs: signed writes; the signature is computed over the pages of the caller.
 */
#include <linux/mm.h>
#include <linux/uio.h>

#include "moss_client.h"

struct moss_signed_write {
	struct page **pages;
	unsigned int npages;
	bool need_unpin;
	u8 signature[16];
};

int moss_sign_user(struct moss_signed_write *sw, struct iov_iter *iter, size_t len)
{
	size_t start;
	ssize_t got = iov_iter_get_pages_alloc(iter, &sw->pages, len, &start);

	if (got < 0)
		return got;
	sw->npages = DIV_ROUND_UP(start + got, PAGE_SIZE);
	return moss_signature(sw->pages, start, got, sw->signature);
}

void moss_signed_done(struct moss_signed_write *sw)
{
	unsigned int i;

	for (i = 0; i < sw->npages; i++)
		put_page(sw->pages[i]);
	kvfree(sw->pages);
}
`

export const orchard = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * orchardfs: a filesystem in user space. Requests carry the pages of the caller to the daemon.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/uio.h>

#include "orchard_i.h"

static void orchard_release_user_pages(struct orchard_args *args, ssize_t res)
{
	unsigned int i;

	for (i = 0; i < args->num_pages; i++) {
		if (args->user_pages && res > 0)
			set_page_dirty_lock(args->pages[i]);
		put_page(args->pages[i]);
	}
}

static int orchard_get_user_pages(struct orchard_args *args, struct iov_iter *iter, size_t *nbytes)
{
	size_t start, total = 0;

	while (total < *nbytes && args->num_pages < args->max_pages) {
		ssize_t ret = iov_iter_get_pages(iter, &args->pages[args->num_pages],
						 *nbytes - total,
						 args->max_pages - args->num_pages, &start);

		if (ret < 0)
			return ret;
		total += ret;
		args->num_pages += DIV_ROUND_UP(start + ret, PAGE_SIZE);
	}
	args->user_pages = true;
	*nbytes = total;
	return 0;
}

ssize_t orchard_direct_io(struct orchard_io *io, struct iov_iter *iter, size_t count)
{
	struct orchard_args *args = orchard_args_alloc(io, count);
	ssize_t res;
	int err = orchard_get_user_pages(args, iter, &count);

	if (err) {
		orchard_release_user_pages(args, 0);
		return err;
	}
	res = orchard_send(io, args, count);
	orchard_release_user_pages(args, res);
	return res;
}
`

export const orchardRing = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * orchardfs: the ring that daemon and kernel share, mapped for the kernel as one area.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "orchard_i.h"

struct orchard_ring {
	struct page **pages;
	unsigned int nr_pages;
	void *head;
};

int orchard_ring_map(struct orchard_ring *ring, unsigned long uaddr)
{
	int got = get_user_pages_fast(uaddr, ring->nr_pages, FOLL_WRITE, ring->pages);

	if (got != ring->nr_pages) {
		if (got > 0)
			release_pages(ring->pages, got);
		return got < 0 ? got : -EFAULT;
	}
	ring->head = vmap(ring->pages, ring->nr_pages, VM_MAP, PAGE_KERNEL);
	if (!ring->head) {
		release_pages(ring->pages, ring->nr_pages);
		return -ENOMEM;
	}
	return 0;
}

void orchard_ring_unmap(struct orchard_ring *ring)
{
	vunmap(ring->head);
	release_pages(ring->pages, ring->nr_pages);
	ring->nr_pages = 0;
}
`
