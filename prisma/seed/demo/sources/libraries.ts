import { c } from '../changes.ts'

export const windowHeader = c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_USER_WINDOW_H
#define _LINUX_USER_WINDOW_H

#include <linux/mm.h>

long user_window_take(unsigned long start, unsigned long nr, struct page **pages);

/* One page for a moment; whoever calls this writes to it, and unpins it right away. */
static inline int user_window_peek(unsigned long addr, struct page **page)
{
	return pin_user_pages_fast(addr & PAGE_MASK, 1, FOLL_WRITE, page);
}

static inline void user_window_done(struct page *page)
{
	unpin_user_page(page);
}

#endif
`

export const windowLibrary = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * For drivers that map a window of user memory for as long as a file is open.
 */
#include <linux/export.h>
#include <linux/user_window.h>
#include <linux/vmalloc.h>

long user_window_take(unsigned long start, unsigned long nr, struct page **pages)
{
	return pin_user_pages_unlocked(start, nr, pages, FOLL_WRITE | FOLL_LONGTERM);
}
EXPORT_SYMBOL_GPL(user_window_take);

void user_window_drop(struct page **pages, unsigned long nr)
{
	unpin_user_pages_dirty_lock(pages, nr, true);
}
EXPORT_SYMBOL_GPL(user_window_drop);
`

export const windowTest = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Takes windows of every shape, and counts what is left when all are dropped.
 */
#include <linux/module.h>
#include <linux/user_window.h>

static int test_window_roundtrip(unsigned long addr, struct page **pages, int nr)
{
	int got = pin_user_pages_fast(addr, nr, FOLL_WRITE, pages);

	if (got > 0)
		unpin_user_pages(pages, got);
	return got == nr ? 0 : -EINVAL;
}

static int test_window_reference(unsigned long addr)
{
	struct page *page;
	int before, after;

	if (get_user_pages_fast(addr, 1, 0, &page) != 1)
		return -EFAULT;
	before = page_ref_count(page);
	put_page(page);
	after = page_ref_count(page);
	return before == after + 1 ? 0 : -EINVAL;
}
`

export const afUser = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Ciphers for user space: data is read and written where it lies.
 */
#include <crypto/af_user.h>
#include <linux/scatterlist.h>
#include <linux/uio.h>

static int af_user_make_sg(struct af_user_sgl *sgl, struct iov_iter *iter, size_t len)
{
	size_t off;
	ssize_t n = iov_iter_get_pages(iter, sgl->pages, len, AF_USER_PAGES_MAX, &off);
	int i;

	if (n < 0)
		return n;
	sgl->npages = DIV_ROUND_UP(off + n, PAGE_SIZE);
	sg_init_table(sgl->sg, sgl->npages);
	for (i = 0; i < sgl->npages; i++, off = 0)
		sg_set_page(sgl->sg + i, sgl->pages[i], PAGE_SIZE - off, off);
	return n;
}

static void af_user_free_sg(struct af_user_sgl *sgl)
{
	int i;

	for (i = 0; i < sgl->npages; i++)
		put_page(sgl->pages[i]);
}

int af_user_crypt(struct af_user_request *req, struct iov_iter *iter, size_t len)
{
	int err = af_user_make_sg(&req->sgl, iter, len);

	if (err < 0)
		return err;
	err = af_user_run(req);
	af_user_free_sg(&req->sgl);
	return err;
}
`

export const afUserExtracted = c`
static int af_user_make_sg(struct af_user_sgl *sgl, struct iov_iter *iter, size_t len)
{
	ssize_t n;

	sg_init_table(sgl->sg, AF_USER_PAGES_MAX);
	sgl->sgt.sgl = sgl->sg;
	sgl->sgt.nents = 0;
	n = extract_iter_to_sg(iter, len, &sgl->sgt, AF_USER_PAGES_MAX, 0);
	if (n < 0)
		return n;
	sgl->need_unpin = iov_iter_extract_will_pin(iter);
	sg_mark_end(sgl->sg + sgl->sgt.nents - 1);
	return n;
}

static void af_user_free_sg(struct af_user_sgl *sgl)
{
	int i;

	if (!sgl->need_unpin)
		return;
	for (i = 0; i < sgl->sgt.nents; i++)
		unpin_user_page(sg_page(&sgl->sg[i]));
}
`

export const scatterlist = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Pages of an iterator as entries of a scatterlist.
 */
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <linux/uio.h>

ssize_t extract_iter_to_sg(struct iov_iter *iter, size_t maxsize, struct sg_table *sgtable,
			   unsigned int sg_max, unsigned int extraction_flags)
{
	struct page *array[EXTRACT_BATCH], **pages = array;
	ssize_t len, ret = 0;
	size_t off;

	while (maxsize && sgtable->nents < sg_max) {
		len = iov_iter_extract_pages(iter, &pages, maxsize, EXTRACT_BATCH, extraction_flags, &off);
		if (len <= 0)
			return ret ? ret : len;
		sg_append_pages(sgtable, pages, off, len);
		maxsize -= len;
		ret += len;
	}
	return ret;
}
EXPORT_SYMBOL_GPL(extract_iter_to_sg);
`

export const memfdExport = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * A memfd as a buffer that devices share.
 */
#include <linux/dma-buf.h>
#include <linux/memfd.h>
#include <linux/mm.h>

struct memfd_export {
	struct folio **folios;
	pgoff_t offset;
	long nr;
};

static int memfd_export_pin(struct memfd_export *export, struct file *memfd, loff_t from, loff_t to)
{
	unsigned int max = (to - from) >> PAGE_SHIFT;

	export->folios = kvmalloc_array(max, sizeof(*export->folios), GFP_KERNEL);
	if (!export->folios)
		return -ENOMEM;
	export->nr = memfd_pin_folios(memfd, from, to - 1, export->folios, max, &export->offset);
	if (export->nr <= 0) {
		kvfree(export->folios);
		return export->nr ? export->nr : -EINVAL;
	}
	return 0;
}

static void memfd_export_release(struct dma_buf *buf)
{
	struct memfd_export *export = buf->priv;

	unpin_folios(export->folios, export->nr);
	kvfree(export->folios);
	kfree(export);
}

const struct dma_buf_ops memfd_export_ops = {
	.owner = THIS_MODULE,
	.release = memfd_export_release,
};
`
