import { c } from '../changes.ts'

export const umem = c`
// SPDX-License-Identifier: GPL-2.0 OR Linux-OpenIB
/*
 * Memory regions: user memory that remote machines read and write.
 */
#include <linux/mm.h>
#include <linux/scatterlist.h>
#include <rdma/umem_region.h>

#define REGION_BATCH	(PAGE_SIZE / sizeof(struct page *))

void umem_region_release(struct umem_region *region)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(region->sgt.sgl, sg, region->sgt.orig_nents, i) {
		struct page *page = sg_page(sg);

		if (region->writable)
			set_page_dirty_lock(page);
		put_page(page);
	}
	sg_free_table(&region->sgt);
	atomic64_sub(region->npages, &region->owner->pinned_vm);
	kfree(region);
}
EXPORT_SYMBOL(umem_region_release);

static int umem_region_fill(struct umem_region *region, struct page **batch)
{
	unsigned int flags = FOLL_LONGTERM | (region->writable ? FOLL_WRITE : FOLL_FORCE);
	unsigned long addr = region->start;
	unsigned long left = region->npages;

	while (left) {
		long got;

		got = get_user_pages(addr, min_t(unsigned long, left, REGION_BATCH), flags,
				     batch, NULL);
		if (got <= 0)
			return got ? got : -EFAULT;
		if (sg_alloc_append_table_from_pages(&region->sgt, batch, got, left))
			return -ENOMEM;
		addr += got * PAGE_SIZE;
		left -= got;
	}
	return 0;
}

struct umem_region *umem_region_get(struct ib_device *device, unsigned long start, size_t length)
{
	struct umem_region *region = umem_region_alloc(device, start, length);
	struct page **batch = (struct page **)__get_free_page(GFP_KERNEL);
	int err;

	if (IS_ERR(region) || !batch)
		return region;
	err = umem_region_fill(region, batch);
	free_page((unsigned long)batch);
	if (err) {
		umem_region_release(region);
		return ERR_PTR(err);
	}
	return region;
}
EXPORT_SYMBOL(umem_region_get);
`

export const heronPages = c`
// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Heron adapters: the pages behind expected receives.
 */
#include <linux/mm.h>
#include <linux/sched/mm.h>

#include "heron.h"

static void __heron_drop(struct page **p, size_t npages, bool dirty)
{
	size_t i;

	for (i = 0; i < npages; i++) {
		if (dirty)
			set_page_dirty_lock(p[i]);
		put_page(p[i]);
	}
}

/**
 * heron_get_user_pages - take the pages of an expected receive
 * @start_page: page aligned user address
 * @num_pages: how many
 * @p: where they go
 *
 * Return: 0, or an error; then nothing was taken.
 */
int heron_get_user_pages(unsigned long start_page, size_t num_pages, struct page **p)
{
	size_t got;
	int ret;

	down_read(&current->mm->mmap_sem);
	for (got = 0; got < num_pages; got += ret) {
		ret = get_user_pages(start_page + got * PAGE_SIZE, num_pages - got,
				     FOLL_LONGTERM | FOLL_WRITE | FOLL_FORCE, p + got, NULL);
		if (ret < 0)
			goto bail_release;
	}
	up_read(&current->mm->mmap_sem);
	atomic64_add(num_pages, &current->mm->pinned_vm);
	return 0;

bail_release:
	up_read(&current->mm->mmap_sem);
	__heron_drop(p, got, false);
	return ret;
}

void heron_release_user_pages(struct page **p, size_t num_pages)
{
	__heron_drop(p, num_pages, true);
	if (current->mm)
		atomic64_sub(num_pages, &current->mm->pinned_vm);
}

int heron_expect(struct heron_context *ctx, unsigned long vaddr, size_t npages)
{
	struct heron_tids *tids = heron_tids_alloc(ctx, npages);
	int err = heron_get_user_pages(vaddr, npages, tids->pages);

	if (err)
		return err;
	err = heron_program_tids(ctx, tids);
	if (err)
		heron_release_user_pages(tids->pages, npages);
	return err;
}
`

export const heronDoorbell = c`
// SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause
/*
 * Heron adapters: doorbell records in user memory, one page each.
 */
#include <linux/mm.h>

#include "heron.h"

struct heron_db_page {
	struct page *page;
	unsigned long uvirt;
	int refcount;
};

int heron_db_map(struct heron_db_table *table, struct heron_db_page *db, unsigned long uaddr)
{
	int ret;

	mutex_lock(&table->mutex);
	if (db->refcount++) {
		mutex_unlock(&table->mutex);
		return 0;
	}
	ret = get_user_pages_fast(uaddr & PAGE_MASK, 1, FOLL_WRITE | FOLL_LONGTERM, &db->page);
	if (ret == 1 && heron_write_mtt(table, db->page)) {
		put_page(db->page);
		ret = -EINVAL;
	}
	db->uvirt = uaddr;
	mutex_unlock(&table->mutex);
	return ret < 0 ? ret : 0;
}

void heron_db_unmap(struct heron_db_table *table, struct heron_db_page *db)
{
	mutex_lock(&table->mutex);
	if (!--db->refcount) {
		heron_clear_mtt(table, db->uvirt);
		put_page(db->page);
	}
	mutex_unlock(&table->mutex);
}
`
