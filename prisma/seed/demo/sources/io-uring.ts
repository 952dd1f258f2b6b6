import { c } from '../changes.ts'

export const pinRegion = c`
struct page **ring_pin_region(unsigned long ubuf, unsigned long len, int *npages)
{
	unsigned long start = ubuf >> PAGE_SHIFT;
	unsigned long end = (ubuf + len + PAGE_SIZE - 1) >> PAGE_SHIFT;
	struct page **pages;
	int nr = end - start;
	int pinned;

	pages = kvmalloc_array(nr, sizeof(struct page *), GFP_KERNEL);
	if (!pages)
		return ERR_PTR(-ENOMEM);
	down_read(&current->mm->mmap_sem);
	pinned = get_user_pages(ubuf, nr, FOLL_WRITE | FOLL_LONGTERM, pages, NULL);
	up_read(&current->mm->mmap_sem);
	if (pinned == nr) {
		*npages = nr;
		return pages;
	}
	while (pinned-- > 0)
		put_page(pages[pinned]);
	kvfree(pages);
	return ERR_PTR(-EFAULT);
}
`

export const rest = c`

static void ring_buffer_unmap(struct ring_mapped *imu)
{
	unsigned int i;

	for (i = 0; i < imu->nr_pages; i++)
		put_page(imu->pages[i]);
	kvfree(imu->pages);
	imu->nr_pages = 0;
}

int ring_buffer_register(struct ring_ctx *ctx, struct ring_mapped *imu, struct iovec *iov)
{
	int nr;

	imu->pages = ring_pin_region((unsigned long)iov->iov_base, iov->iov_len, &nr);
	if (IS_ERR(imu->pages))
		return PTR_ERR(imu->pages);
	imu->nr_pages = nr;
	if (ring_account_mem(ctx, nr)) {
		ring_buffer_unmap(imu);
		return -ENOMEM;
	}
	return 0;
}

void ring_buffers_unregister(struct ring_ctx *ctx)
{
	unsigned int i;

	for (i = 0; i < ctx->nr_user_bufs; i++)
		ring_buffer_unmap(&ctx->user_bufs[i]);
}

/* Pages that the kernel allocated for the rings themselves; user space only maps them. */
void ring_free_rings(struct ring_ctx *ctx)
{
	int i;

	for (i = 0; i < ctx->n_ring_pages; i++)
		put_page(ctx->ring_pages[i]);
}
`

export const bufferHead = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Registered buffers: taken once, used by any number of requests.
 */
#include <linux/io_uring.h>
#include <linux/mm.h>

`

export const memmap = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that is shared with the process: taken here, whatever it is used for.
 */
#include <linux/mm.h>

#include "memmap.h"

`

export const bufferRing = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Provided buffers as a ring in user memory.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "memmap.h"

struct ring_pbuf {
	struct page **pages;
	int nr_pages;
	void *ring;
};

int ring_pbuf_register(struct ring_pbuf *bl, unsigned long addr, unsigned long bytes)
{
	bl->pages = ring_pin_region(addr, bytes, &bl->nr_pages);
	if (IS_ERR(bl->pages))
		return PTR_ERR(bl->pages);
	bl->ring = vmap(bl->pages, bl->nr_pages, VM_MAP, PAGE_KERNEL);
	return bl->ring ? 0 : -ENOMEM;
}

void ring_pbuf_unregister(struct ring_pbuf *bl)
{
	vunmap(bl->ring);
	unpin_user_pages(bl->pages, bl->nr_pages);
	kvfree(bl->pages);
}
`
