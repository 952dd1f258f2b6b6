import { c } from '../changes.ts'

export const quill = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Quill signing cards: documents are read from, and signatures written to, user memory.
 */
#include <linux/mm.h>
#include <linux/miscdevice.h>

#include "quill.h"

/* A page of a job, dirtied if the card wrote to it. */
#define QUILL_DROP_PAGE(job, page)			\
	do {						\
		if ((job)->writes)			\
			set_page_dirty_lock(page);	\
		put_page(page);				\
	} while (0)

static int quill_take_document(struct quill_job *job, unsigned long uaddr, int nr)
{
	int got;

#ifdef CONFIG_QUILL_IN_PLACE
	job->writes = true;
	got = get_user_pages_fast(uaddr, nr, FOLL_WRITE, job->document);
#else
	got = get_user_pages_fast(uaddr, nr, 0, job->document);
#endif
	if (got != nr) {
		while (got-- > 0)
			put_page(job->document[got]);
		return -EFAULT;
	}
	job->nr = nr;
	return 0;
}

int quill_sign(struct quill_job *job, unsigned long uaddr, int nr)
{
	int i, err = quill_take_document(job, uaddr, nr);

	if (err)
		return err;
	err = quill_run(job);
	for (i = 0; i < job->nr; i++)
		QUILL_DROP_PAGE(job, job->document[i]);
	return err;
}
`

export const quillKeys = c`
// SPDX-License-Identifier: GPL-2.0
#include <linux/mm.h>

#include "quill.h"

/* The key blob is read by the card once, while we wait. */
int quill_load_key(struct quill_card *card, unsigned long uaddr)
{
	struct page *page;
	int err;

	if (get_user_pages_fast(uaddr, 1, 0, &page) != 1)
		return -EFAULT;
	err = quill_dma_key(card, page, offset_in_page(uaddr));
	if (err == -EAGAIN) {
		quill_reset(card);
		err = quill_dma_key(card, page, offset_in_page(uaddr));
	}
	put_page(page);
	return err;
}
`

export const beacon = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Beacon: a pipe between programs of an emulated machine and its host.
 */
#include <linux/mm.h>
#include <linux/platform_device.h>

#include "beacon.h"

static int pin_user_pages(unsigned long first_page, unsigned long last_page, bool is_write,
			  struct page *pages[BEACON_PAGES_MAX])
{
	int requested = ((last_page - first_page) >> PAGE_SHIFT) + 1;

	if (requested > BEACON_PAGES_MAX)
		requested = BEACON_PAGES_MAX;
	return get_user_pages_fast(first_page, requested, is_write ? 0 : FOLL_WRITE, pages);
}

static void beacon_release(struct page **pages, int count, bool is_write)
{
	int i;

	for (i = 0; i < count; i++) {
		if (!is_write)
			set_page_dirty(pages[i]);
		put_page(pages[i]);
	}
}

ssize_t beacon_transfer(struct beacon_pipe *pipe, unsigned long addr, unsigned long last, bool is_write)
{
	int count = pin_user_pages(addr & PAGE_MASK, last & PAGE_MASK, is_write, pipe->pages);
	ssize_t done;

	if (count < 0)
		return count;
	done = beacon_command(pipe, pipe->pages, count, is_write);
	beacon_release(pipe->pages, count, is_write);
	return done;
}
`

export const marten = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Marten vibration sensors: samples stream into a window of user memory.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "marten.h"

static struct page **marten_take_window(unsigned long start, int *nr)
{
	struct page **window = kcalloc(*nr, sizeof(*window), GFP_KERNEL);
	int got;

	if (!window)
		return NULL;
	got = get_user_pages_fast(start, *nr, FOLL_WRITE, window);
	if (got <= 0) {
		kfree(window);
		return NULL;
	}
	*nr = got;
	return window;
}

static void marten_drop_window(struct page **window, int nr)
{
	int i;

	for (i = 0; i < nr; i++)
		put_page(window[i]);
	kfree(window);
}

int marten_record(struct marten *sensor, unsigned long start, int nr)
{
	struct page **window = marten_take_window(start, &nr);
	int err;

	if (!window)
		return -ENOMEM;
	err = marten_stream(sensor, window, nr);
	marten_drop_window(window, nr);
	return err;
}
`

export const pelican = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Pelican acquisition cards. TODO: split into pieces, use the DMA engine, document the ioctls.
 */
#include <linux/mm.h>
#include <linux/pci.h>

#include "pelican.h"

int pelican_start_dma(struct pelican_card *card, unsigned long uaddr, size_t bytes)
{
	int nr = DIV_ROUND_UP(bytes, PAGE_SIZE);

	card->user_pages = kcalloc(nr, sizeof(struct page *), GFP_KERNEL);
	down_read(&current->mm->mmap_sem);
	card->page_count = get_user_pages(uaddr, nr, FOLL_TOUCH | FOLL_WRITE, card->user_pages, NULL);
	up_read(&current->mm->mmap_sem);
	if (card->page_count <= 0)
		return -EFAULT;
	return pelican_program_descriptors(card);
}

void pelican_finish_dma(struct pelican_card *card)
{
	int i;

	for (i = 0; i < card->page_count; i++) {
		if (!PageReserved(card->user_pages[i]))
			SetPageDirty(card->user_pages[i]);
		put_page(card->user_pages[i]);
	}
	kfree(card->user_pages);
}
`

export const kiln = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Kiln FPGA cards: memory that an accelerator function may reach.
 */
#include <linux/dma-mapping.h>
#include <linux/fpga-kiln.h>
#include <linux/mm.h>

static int kiln_dma_pin_pages(struct kiln_region *region)
{
	int npages = region->length >> PAGE_SHIFT;
	int ret, pinned;

	region->pages = kcalloc(npages, sizeof(struct page *), GFP_KERNEL);
	if (!region->pages)
		return -ENOMEM;
	pinned = get_user_pages_fast(region->user_addr, npages, FOLL_WRITE, region->pages);
	if (pinned < 0) {
		ret = pinned;
		goto free_pages;
	}
	if (pinned != npages) {
		ret = -EFAULT;
		goto put_pages;
	}
	return 0;

put_pages:
	release_pages(region->pages, pinned);
free_pages:
	kfree(region->pages);
	return ret;
}

static void kiln_dma_unpin_pages(struct kiln_region *region)
{
	long npages = region->length >> PAGE_SHIFT;

	release_pages(region->pages, npages);
	kfree(region->pages);
}

int kiln_dma_map_region(struct kiln_feature *feature, struct kiln_region *region)
{
	int ret = kiln_dma_pin_pages(region);

	if (ret)
		return ret;
	if (!kiln_is_contiguous(region)) {
		kiln_dma_unpin_pages(region);
		return -EINVAL;
	}
	return kiln_insert_region(feature, region);
}

void kiln_dma_unmap_region(struct kiln_feature *feature, struct kiln_region *region)
{
	kiln_remove_region(feature, region);
	kiln_dma_unpin_pages(region);
}
`

export const ember = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Ember hypervisor: calls of privileged tools, with buffers that the hypervisor fills.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "ember.h"

static int lock_buffers(struct ember_buffer bufs[], unsigned int num, struct page *pages[], unsigned int *pinned)
{
	unsigned int i, off = 0;

	for (i = 0; i < num; i++) {
		unsigned int nr = DIV_ROUND_UP(bufs[i].bytes, PAGE_SIZE);
		int got = get_user_pages_fast((unsigned long)bufs[i].uptr, nr, FOLL_WRITE, pages + off);

		if (got < 0)
			return got;
		*pinned += got;
		off += got;
	}
	return 0;
}

static void unlock_buffers(struct page *pages[], unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		set_page_dirty_lock(pages[i]);
		put_page(pages[i]);
	}
}

long ember_hypercall_buffers(struct ember_buffer *bufs, unsigned int num, unsigned int total)
{
	struct page **pages = kcalloc(total, sizeof(*pages), GFP_KERNEL);
	unsigned int pinned = 0;
	long rc;

	if (!pages)
		return -ENOMEM;
	rc = lock_buffers(bufs, num, pages, &pinned);
	if (!rc)
		rc = ember_hypercall(bufs, num, pages);
	unlock_buffers(pages, pinned);
	kfree(pages);
	return rc;
}
`

export const skiff = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * VFIO: skiff, an IOMMU backend for devices without page faults. Mappings keep frame numbers, not pages.
 */
#include <linux/mm.h>
#include <linux/vfio.h>

struct skiff_dma {
	struct rb_node node;
	dma_addr_t iova;
	unsigned long vaddr;
	unsigned long pfn;
	int prot;
};

static int skiff_pin_pfn(struct mm_struct *mm, unsigned long vaddr, int prot, unsigned long *pfn)
{
	unsigned int flags = prot & IOMMU_WRITE ? FOLL_WRITE : 0;
	struct page *page[1];
	int locked = 1;
	long ret;

	down_read(&mm->mmap_sem);
	ret = get_user_pages_remote(NULL, mm, vaddr, 1, flags | FOLL_LONGTERM, page, NULL, &locked);
	if (locked)
		up_read(&mm->mmap_sem);
	if (ret == 1)
		*pfn = page_to_pfn(page[0]);
	return ret == 1 ? 0 : -EFAULT;
}

static void skiff_put_pfn(unsigned long pfn, int prot)
{
	struct page *page = pfn_to_page(pfn);

	if (prot & IOMMU_WRITE)
		set_page_dirty_lock(page);
	put_page(page);
}

int skiff_map(struct skiff_iommu *iommu, struct skiff_dma *dma)
{
	int err = skiff_pin_pfn(iommu->mm, dma->vaddr, dma->prot, &dma->pfn);

	if (err)
		return err;
	err = iommu_map_pfn(iommu->domain, dma->iova, dma->pfn, dma->prot);
	if (err)
		skiff_put_pfn(dma->pfn, dma->prot);
	return err;
}

void skiff_unmap(struct skiff_iommu *iommu, struct skiff_dma *dma)
{
	iommu_unmap_pfn(iommu->domain, dma->iova);
	skiff_put_pfn(dma->pfn, dma->prot);
}
`

export const anchor = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Anchor: memory shared with a trusted world, of a process or of the kernel.
 */
#include <linux/mm.h>
#include <linux/uio.h>

#include "anchor_private.h"

struct anchor_shm {
	struct page **pages;
	size_t num_pages;
	u32 flags;
};

static void anchor_shm_drop(struct anchor_shm *shm)
{
	size_t n;

	if (!shm->pages)
		return;
	for (n = 0; n < shm->num_pages; n++)
		put_page(shm->pages[n]);
	kfree(shm->pages);
}

int anchor_shm_register(struct anchor_shm *shm, unsigned long addr, size_t num_pages)
{
	int rc;

	shm->pages = kcalloc(num_pages, sizeof(*shm->pages), GFP_KERNEL);
	if (!shm->pages)
		return -ENOMEM;
	if (shm->flags & ANCHOR_SHM_USER_MAPPED)
		rc = get_user_pages_fast(addr, num_pages, FOLL_WRITE, shm->pages);
	else
		rc = get_kernel_pages(anchor_kvec(addr), num_pages, 0, shm->pages);
	if (rc > 0)
		shm->num_pages = rc;
	if (rc != num_pages) {
		anchor_shm_drop(shm);
		return rc < 0 ? rc : -ENOMEM;
	}
	return anchor_share(shm);
}

void anchor_shm_free(struct anchor_shm *shm)
{
	anchor_unshare(shm);
	anchor_shm_drop(shm);
	kfree(shm);
}
`
