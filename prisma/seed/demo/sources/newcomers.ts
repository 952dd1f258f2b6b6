import { c } from '../changes.ts'

export const kestrelHeader = c`
/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _KESTREL_H_
#define _KESTREL_H_

struct kestrel_bo {
	struct list_head entry;
	struct sg_table *sgt;
	struct page **pages;
	int nr_pages;
	bool dirty;
};

int kestrel_bo_attach(struct kestrel_bo *bo, u64 uaddr, int nr_pages);
void kestrel_bo_free(struct kestrel_bo *bo);

#endif
`

export const kestrelBo = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kestrel inference cards: tensors in user memory.
 */
#include <linux/dma-mapping.h>
#include <linux/mm.h>

#include "kestrel.h"

int kestrel_bo_attach(struct kestrel_bo *bo, u64 uaddr, int nr_pages)
{
	int total = 0, ret;

	bo->pages = kvmalloc_array(nr_pages, sizeof(*bo->pages), GFP_KERNEL);
	if (!bo->pages)
		return -ENOMEM;
	while (total < nr_pages) {
		ret = get_user_pages_fast(uaddr + total * PAGE_SIZE, nr_pages - total, FOLL_WRITE,
					  bo->pages + total);
		if (ret < 0)
			goto put_pages;
		total += ret;
	}
	bo->nr_pages = total;
	bo->sgt = kestrel_pages_to_sgt(bo->pages, total);
	return PTR_ERR_OR_ZERO(bo->sgt);

put_pages:
	while (total > 0)
		put_page(bo->pages[--total]);
	kvfree(bo->pages);
	return ret;
}

void kestrel_bo_free(struct kestrel_bo *bo)
{
	int i;

	sg_free_table(bo->sgt);
	for (i = 0; i < bo->nr_pages; i++) {
		if (bo->dirty)
			set_page_dirty_lock(bo->pages[i]);
		put_page(bo->pages[i]);
	}
	kvfree(bo->pages);
}
`

export const kestrelControl = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kestrel inference cards: control messages, whose payload goes to the card as it is.
 */
#include <linux/mm.h>
#include <linux/scatterlist.h>

#include "kestrel.h"

int kestrel_control_encode(struct kestrel_message *msg, u64 uaddr, u32 bytes)
{
	int nr = DIV_ROUND_UP(bytes + offset_in_page(uaddr), PAGE_SIZE);
	struct page **list = kcalloc(nr, sizeof(*list), GFP_KERNEL);
	int ret, i;

	if (!list)
		return -ENOMEM;
	ret = get_user_pages_fast(uaddr & PAGE_MASK, nr, 0, list);
	if (ret < 0 || ret != nr) {
		ret = ret < 0 ? ret : -EFAULT;
		goto free_list;
	}
	ret = sg_alloc_table_from_pages(&msg->sgt, list, nr, offset_in_page(uaddr), bytes, GFP_KERNEL);
	if (ret)
		goto put_list;
	kfree(list);
	return 0;

put_list:
	for (i = 0; i < nr; i++)
		put_page(list[i]);
free_list:
	kfree(list);
	return ret;
}

void kestrel_control_done(struct kestrel_message *msg)
{
	struct scatterlist *sg;
	int i;

	for_each_sgtable_sg(&msg->sgt, sg, i)
		put_page(sg_page(sg));
	sg_free_table(&msg->sgt);
}
`

export const saltbox = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Saltbox storage enclosures: firmware images are fetched by the enclosure itself.
 */
#include <linux/mm.h>
#include <linux/module.h>

#include "saltbox.h"

int saltbox_flash(struct saltbox *box, unsigned long image, int nr)
{
	struct page **pages = kvcalloc(nr, sizeof(*pages), GFP_KERNEL);
	int got, err = -EFAULT;

	if (!pages)
		return -ENOMEM;
	got = get_user_pages_fast(image, nr, false, pages);
	if (got == nr)
		err = saltbox_send_image(box, pages, nr);
	if (got > 0)
		release_pages(pages, got);
	kvfree(pages);
	return err;
}

int saltbox_read_log(struct saltbox *box, unsigned long buffer)
{
	struct page *page;
	int err;

	err = get_user_pages_fast(buffer, 1, FOLL_WRITE, &page);
	if (err != 1)
		return err < 0 ? err : -EFAULT;
	err = saltbox_dma_log(box, page);
	set_page_dirty(page);
	put_page(page);
	return err;
}
`

export const dmabufHeap = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Larder: lends pages of a process to a video decoder, frame by frame.
 */
#include <linux/mm.h>
#include <linux/scatterlist.h>

#include "larder.h"

struct larder_frame {
	struct sg_table sgt;
	unsigned int nr;
};

int larder_lend(struct larder_frame *frame, unsigned long uaddr, unsigned int nr)
{
	struct page **pages = kvmalloc_array(nr, sizeof(*pages), GFP_KERNEL);
	int got;

	if (!pages)
		return -ENOMEM;
	got = pin_user_pages_fast(uaddr, nr, FOLL_WRITE | FOLL_LONGTERM, pages);
	if (got > 0)
		sg_alloc_table_from_pages(&frame->sgt, pages, got, 0, got << PAGE_SHIFT, GFP_KERNEL);
	frame->nr = got > 0 ? got : 0;
	kvfree(pages);
	return got == nr ? 0 : -EFAULT;
}

void larder_return(struct larder_frame *frame)
{
	struct sg_page_iter iter;

	for_each_sg_page(frame->sgt.sgl, &iter, frame->sgt.nents, 0)
		unpin_user_page(sg_page_iter_page(&iter));
	sg_free_table(&frame->sgt);
}
`

export const nvmeTarget = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Ferry: a block device served by a process. Data is copied between a request and the pages of the server.
 */
#include <linux/blk-mq.h>
#include <linux/mm.h>
#include <linux/uio.h>

#define FERRY_BATCH	16

struct ferry_iter {
	struct page *pages[FERRY_BATCH];
	unsigned int nr_pages;
	struct bio *bio;
};

size_t ferry_copy_user_pages(struct ferry_iter *data, struct iov_iter *uiter, size_t left)
{
	size_t done = 0;

	while (done < left) {
		size_t off;
		ssize_t len = iov_iter_get_pages2(uiter, data->pages, left - done, FERRY_BATCH, &off);
		unsigned int i;

		if (len <= 0)
			return done;
		data->nr_pages = DIV_ROUND_UP(len + off, PAGE_SIZE);
		ferry_copy(data, off, len);
		for (i = 0; i < data->nr_pages; i++) {
			set_page_dirty(data->pages[i]);
			put_page(data->pages[i]);
		}
		done += len;
	}
	return done;
}
`

export const gust = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Gust trace units: a ring in user memory that the unit fills by itself. Not in a context that may sleep when it stops.
 */
#include <linux/mm.h>
#include <linux/perf_event.h>

struct gust_ring {
	struct page **pages;
	int nr;
	spinlock_t lock;
};

int gust_ring_setup(struct gust_ring *ring, unsigned long uaddr)
{
	int got = pin_user_pages_fast(uaddr, ring->nr, FOLL_WRITE | FOLL_LONGTERM, ring->pages);

	if (got == ring->nr)
		return gust_enable(ring);
	if (got > 0)
		unpin_user_pages(ring->pages, got);
	return -EFAULT;
}

void gust_ring_stop(struct gust_ring *ring)
{
	gust_disable(ring);
	unpin_user_pages_dirty_lock(ring->pages, ring->nr, true);
}
`

export const rookery = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Rookery neural cores: command buffers and their doorbells.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "rookery.h"

struct rookery_cmdbuf {
	struct page **pages;
	unsigned long nr;
	void *va;
};

int rookery_cmdbuf_map(struct rookery_cmdbuf *buf, u64 uaddr)
{
	long got = pin_user_pages_fast(uaddr, buf->nr, FOLL_WRITE | FOLL_LONGTERM, buf->pages);

	if (got != buf->nr)
		goto fail;
	buf->va = vmap(buf->pages, buf->nr, VM_MAP, PAGE_KERNEL);
	if (buf->va)
		return 0;
fail:
	if (got > 0)
		unpin_user_pages(buf->pages, got);
	return -ENOMEM;
}

void rookery_cmdbuf_unmap(struct rookery_cmdbuf *buf)
{
	vunmap(buf->va);
	unpin_user_pages_dirty_lock(buf->pages, buf->nr, true);
}

/* The doorbell is looked up once; the core keeps its address, and rings it. */
int rookery_doorbell(struct rookery_core *core, u64 uaddr)
{
	struct page *page;
	int ret = pin_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);

	if (ret != 1)
		return -EFAULT;
	ret = rookery_program_doorbell(core, page_to_phys(page));
	if (ret)
		put_page(page);
	else
		unpin_user_page(page);
	return ret;
}
`
