import { c } from '../changes.ts'

export const zcringHeader = c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef ZCRING_H_
#define ZCRING_H_

struct zcring_umem {
	struct page **pgs;
	u32 npgs;
	void *addrs;
	struct user_struct *user;
};

int zcring_umem_pin_pages(struct zcring_umem *umem, unsigned long address);
void zcring_umem_unpin_pages(struct zcring_umem *umem);

#endif
`

export const zcringUmem = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * zcring: packet buffers in user memory, shared with the card.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "zcring.h"

void zcring_umem_unpin_pages(struct zcring_umem *umem)
{
	u32 i;

	for (i = 0; i < umem->npgs; i++) {
		set_page_dirty_lock(umem->pgs[i]);
		put_page(umem->pgs[i]);
	}
	kvfree(umem->pgs);
	umem->pgs = NULL;
}

int zcring_umem_pin_pages(struct zcring_umem *umem, unsigned long address)
{
	long npgs;

	umem->pgs = kvcalloc(umem->npgs, sizeof(*umem->pgs), GFP_KERNEL | __GFP_NOWARN);
	if (!umem->pgs)
		return -ENOMEM;

	down_read(&current->mm->mmap_sem);
	npgs = get_user_pages(address, umem->npgs, FOLL_WRITE | FOLL_LONGTERM,
			      &umem->pgs[0], NULL);
	up_read(&current->mm->mmap_sem);
	if (npgs == umem->npgs)
		return 0;
	if (npgs >= 0) {
		umem->npgs = npgs;
		zcring_umem_unpin_pages(umem);
		return -ENOMEM;
	}
	kvfree(umem->pgs);
	return npgs;
}
`

export const swiftHeader = c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _SWIFTMSG_H
#define _SWIFTMSG_H

struct swift_mr {
	struct kref kref;
	struct scatterlist *sg;
	unsigned int nents;
	bool writable;
};

int swift_pin_pages(unsigned long user_addr, unsigned int nr_pages, struct page **pages, int write);
void swift_mr_destroy(struct kref *kref);

#endif
`

export const swiftRdma = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * swiftmsg: memory that the peer reads and writes by itself.
 */
#include <linux/mm.h>
#include <linux/scatterlist.h>

#include "swiftmsg.h"

int swift_pin_pages(unsigned long user_addr, unsigned int nr_pages, struct page **pages, int write)
{
	unsigned int gup_flags = FOLL_LONGTERM;
	int ret;

	if (write)
		gup_flags |= FOLL_WRITE;
	ret = get_user_pages_fast(user_addr, nr_pages, gup_flags, pages);
	if (ret >= 0 && ret < nr_pages) {
		while (ret--)
			put_page(pages[ret]);
		ret = -EFAULT;
	}
	return ret;
}

static int swift_map_mr(struct swift_mr *mr, unsigned long addr, unsigned int nr_pages)
{
	struct page **pages = kcalloc(nr_pages, sizeof(struct page *), GFP_KERNEL);
	unsigned int i;
	int ret;

	if (!pages)
		return -ENOMEM;
	ret = swift_pin_pages(addr, nr_pages, pages, mr->writable);
	if (ret < 0)
		goto out;
	for (i = 0; i < nr_pages; i++)
		sg_set_page(&mr->sg[i], pages[i], PAGE_SIZE, 0);
	mr->nents = nr_pages;
	ret = 0;
out:
	kfree(pages);
	return ret;
}

void swift_mr_destroy(struct kref *kref)
{
	struct swift_mr *mr = container_of(kref, struct swift_mr, kref);
	unsigned int i;

	for (i = 0; i < mr->nents; i++) {
		struct page *page = sg_page(&mr->sg[i]);

		if (mr->writable)
			set_page_dirty(page);
		put_page(page);
	}
	kfree(mr->sg);
	kfree(mr);
}
`

export const swiftInfo = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * swiftmsg: getsockopt(SWIFT_INFO) writes tables right into the pages of the caller.
 */
#include <linux/mm.h>
#include <linux/highmem.h>

#include "swiftmsg.h"

int swift_info_getsockopt(struct socket *sock, unsigned long start, int len)
{
	struct swift_info_iter iter;
	struct page **pages = NULL;
	unsigned long nr_pages;
	int i, ret;

	nr_pages = DIV_ROUND_UP(offset_in_page(start) + len, PAGE_SIZE);
	pages = kmalloc_array(nr_pages, sizeof(struct page *), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	ret = get_user_pages_fast(start, nr_pages, FOLL_WRITE, pages);
	if (ret != nr_pages) {
		nr_pages = ret > 0 ? ret : 0;
		ret = -EAGAIN;
		goto out;
	}
	swift_info_iter_init(&iter, pages, start);
	ret = swift_info_fill(sock, &iter, len);
out:
	for (i = 0; i < nr_pages; i++)
		put_page(pages[i]);
	kfree(pages);
	return ret;
}
`

export const skbUser = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Zero copy send: fragments of a packet are pages of the sender. A fragment cannot say how its page is held, so
 * that these references cannot be pins.
 */
#include <linux/skbuff.h>
#include <linux/uio.h>

int skb_append_user(struct sk_buff *skb, struct iov_iter *from, size_t length)
{
	int frag = skb_shinfo(skb)->nr_frags;

	while (length && frag < MAX_SKB_FRAGS) {
		struct page *pages[MAX_SKB_FRAGS];
		size_t start;
		ssize_t copied = iov_iter_get_pages(from, pages, length,
						    MAX_SKB_FRAGS - frag, &start);
		int n = 0;

		if (copied < 0)
			return -EFAULT;
		length -= copied;
		while (copied) {
			int size = min_t(int, copied, PAGE_SIZE - start);

			skb_fill_page_desc(skb, frag++, pages[n++], start, size);
			start = 0;
			copied -= size;
		}
	}
	return 0;
}

/* Fragments of a failed send, whoever they are of. */
void skb_drop_frags(struct sk_buff *skb)
{
	int i;

	for (i = 0; i < skb_shinfo(skb)->nr_frags; i++)
		put_page(skb_frag_page(&skb_shinfo(skb)->frags[i]));
	skb_shinfo(skb)->nr_frags = 0;
}
`

export const tcpMap = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Receive offload into user memory: the card places payload where the application wants it.
 */
#include <linux/mm.h>
#include <linux/net.h>

struct placement {
	struct page **pages;
	unsigned int nr;
	struct list_head node;
};

int placement_add(struct placement_table *table, unsigned long uaddr, unsigned int nr)
{
	struct placement *place = placement_alloc(nr);
	int got;

	if (!place)
		return -ENOMEM;
	got = get_user_pages_fast(uaddr, nr, true, place->pages);
	if (got <= 0) {
		placement_free(place);
		return got ? got : -EFAULT;
	}
	place->nr = got;
	list_add(&place->node, &table->places);
	return 0;
}

void placement_remove(struct placement *place)
{
	list_del(&place->node);
	release_pages(place->pages, place->nr);
	placement_free(place);
}
`
