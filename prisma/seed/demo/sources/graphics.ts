import { c } from '../changes.ts'

export const header = c`
/* SPDX-License-Identifier: MIT */
#ifndef __TERN_GEM_H__
#define __TERN_GEM_H__

struct tern_object {
	struct drm_gem_object base;
	unsigned long user_addr;
	unsigned long num_pages;
	struct page **pages;
	struct sg_table *sgt;
	bool readonly;
	bool dirty;
};

int tern_userptr_get_pages(struct tern_object *obj);
void tern_userptr_put_pages(struct tern_object *obj);

#endif
`

export const userptr = c`
// SPDX-License-Identifier: MIT
/*
 * Buffers that lie in the memory of a process.
 */
#include <drm/drm_gem.h>
#include <linux/mm.h>

#include "tern_gem.h"

int tern_userptr_get_pages(struct tern_object *obj)
{
	unsigned int flags = obj->readonly ? 0 : FOLL_WRITE;
	unsigned long done = 0;
	long got;

	down_read(&current->mm->mmap_sem);
	while (done < obj->num_pages) {
		got = get_user_pages(obj->user_addr + done * PAGE_SIZE,
				     obj->num_pages - done, flags,
				     obj->pages + done, NULL);
		if (got <= 0)
			goto release;
		done += got;
	}
	up_read(&current->mm->mmap_sem);
	return tern_object_map_sgt(obj);

release:
	up_read(&current->mm->mmap_sem);
	release_pages(obj->pages, done);
	return got ? got : -EFAULT;
}

void tern_userptr_put_pages(struct tern_object *obj)
{
	unsigned long i;

	tern_object_unmap_sgt(obj);
	for (i = 0; i < obj->num_pages; i++) {
		if (obj->dirty)
			set_page_dirty(obj->pages[i]);
		mark_page_accessed(obj->pages[i]);
		put_page(obj->pages[i]);
	}
	obj->dirty = false;
}
`

export const cursor = c`
// SPDX-License-Identifier: MIT
#include <drm/drm_plane.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#include "tern_gem.h"

#define TERN_CURSOR_BYTES	(64 * 64 * 4)

/* The cursor is small: it is copied when it changes, and the hardware never sees user memory. */
int tern_cursor_upload(struct tern_crtc *crtc, unsigned long user_addr)
{
	struct page *pages[TERN_CURSOR_BYTES >> PAGE_SHIFT];
	int i, got;

	got = get_user_pages_fast(user_addr, ARRAY_SIZE(pages), 0, pages);
	if (got < 0)
		return got;
	for (i = 0; i < got; i++) {
		void *from = kmap(pages[i]);

		memcpy_toio(crtc->cursor_base + i * PAGE_SIZE, from, PAGE_SIZE);
		kunmap(pages[i]);
		put_page(pages[i]);
	}
	return got == ARRAY_SIZE(pages) ? 0 : -EFAULT;
}
`

export const fence = c`
// SPDX-License-Identifier: MIT
/*
 * Fences that the GPU signals by writing to a word of user memory.
 */
#include <linux/mm.h>

#include "tern_gem.h"

struct tern_user_fence {
	struct page *page;
	u32 __iomem *doorbell;
	dma_addr_t addr;
};

int tern_fence_attach(struct tern_user_fence *fence, unsigned long uaddr)
{
	int got = get_user_pages_fast(uaddr & PAGE_MASK, 1, FOLL_WRITE, &fence->page);

	if (got != 1)
		return got < 0 ? got : -EFAULT;
	fence->addr = tern_map_page(fence->page);
	if (!fence->addr) {
		put_page(fence->page);
		return -ENOMEM;
	}
	return 0;
}

void tern_fence_detach(struct tern_user_fence *fence)
{
	tern_unmap_page(fence->addr);
	set_page_dirty_lock(fence->page);
	put_page(fence->page);
	fence->page = NULL;
}
`

export const pinnedPut = c`
	tern_object_unmap_sgt(obj);
	unpin_user_pages_dirty_lock(obj->pages, obj->num_pages, obj->dirty);
	obj->dirty = false;
}
`
