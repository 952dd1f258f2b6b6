import { c } from '../changes.ts'

export const usermap = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * PCM buffers that the application brings along.
 */
#include <linux/mm.h>
#include <sound/pcm.h>

struct pcm_usermap {
	struct page **pages;
	unsigned int count;
	void *area;
};

int pcm_usermap_attach(struct pcm_usermap *map, unsigned long addr, size_t bytes)
{
	unsigned int nr = DIV_ROUND_UP(bytes, PAGE_SIZE);
	int got;

	map->pages = kvcalloc(nr, sizeof(*map->pages), GFP_KERNEL);
	if (!map->pages)
		return -ENOMEM;
	got = get_user_pages_fast(addr, nr, FOLL_WRITE, map->pages);
	if (got > 0)
		map->count = got;
	if (got == nr)
		map->area = vmap(map->pages, nr, VM_MAP, PAGE_KERNEL);
	return map->area ? 0 : -EFAULT;
}

void pcm_usermap_detach(struct pcm_usermap *map)
{
	unsigned int i;

	vunmap(map->area);
	for (i = 0; i < map->count; i++) {
		set_page_dirty_lock(map->pages[i]);
		put_page(map->pages[i]);
	}
	kvfree(map->pages);
	map->count = 0;
}
`

export const cadenza = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Cadenza 9 cards: sample memory is filled by the card itself.
 */
#include <linux/dma-mapping.h>
#include <linux/mm.h>

#include "cadenza.h"

int cadenza_upload_sample(struct cadenza *chip, unsigned long uaddr, unsigned int nr)
{
	struct page **pages = kcalloc(nr, sizeof(*pages), GFP_KERNEL);
	unsigned int flags = 0;
	long got;
	int err = -ENOMEM;

	if (!pages)
		return err;
	if (chip->reads_back)
		flags |= FOLL_WRITE;
	got = get_user_pages_unlocked(uaddr, nr, pages, flags);
	if (got < 0) {
	    err = got;
	    goto free;
	}
	if (got == nr)
	    err = cadenza_dma_pages(chip, pages, nr);
	release_pages(pages, got);
free:
	kfree(pages);
	return err;
}
`
