import { c } from '../changes.ts'

export const header = c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef LUMEN_DMA_H
#define LUMEN_DMA_H

#define LUMEN_PAGES_MAX	2048

/* One transfer to the encoder: the pages of a frame, and where the engine finds them. */
struct lumen_dma {
	struct page *map[LUMEN_PAGES_MAX];
	struct scatterlist sg[LUMEN_PAGES_MAX];
	int page_count;
	int sg_count;
};

int lumen_dma_map_user(struct lumen_dma *dma, unsigned long uaddr, size_t bytes);
void lumen_dma_unmap(struct lumen_dma *dma);

#endif
`

export const dma = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Lumen frame grabbers: transfers from user memory.
 */
#include <linux/dma-mapping.h>
#include <linux/mm.h>

#include "lumen-dma.h"

int lumen_dma_map_user(struct lumen_dma *dma, unsigned long uaddr, size_t bytes)
{
	int wanted = DIV_ROUND_UP(bytes + offset_in_page(uaddr), PAGE_SIZE);
	int got, i;

	if (wanted > LUMEN_PAGES_MAX)
		return -EINVAL;
	got = get_user_pages_unlocked(uaddr & PAGE_MASK, wanted, dma->map, FOLL_FORCE);
	if (got != wanted) {
		for (i = 0; i < got; i++)
			put_page(dma->map[i]);
		return got < 0 ? got : -ENOMEM;
	}
	dma->page_count = wanted;
	return lumen_dma_fill_sg(dma, offset_in_page(uaddr), bytes);
}

void lumen_dma_unmap(struct lumen_dma *dma)
{
	int i;

	dma_unmap_sg(lumen_device(dma), dma->sg, dma->sg_count, DMA_TO_DEVICE);
	for (i = 0; i < dma->page_count; i++)
		put_page(dma->map[i]);
	dma->page_count = 0;
}
`

export const yuv = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Lumen frame grabbers: planar frames, luma and chroma at two addresses.
 * The pages go where those of lumen_dma_map_user() go, and lumen_dma_unmap() drops both.
 */
#include <linux/mm.h>

#include "lumen-dma.h"

static int lumen_plane_pages(unsigned long uaddr, size_t bytes)
{
	return DIV_ROUND_UP(bytes + offset_in_page(uaddr), PAGE_SIZE);
}

int lumen_yuv_prepare(struct lumen_dma *dma, struct lumen_frame *frame)
{
	int luma = lumen_plane_pages(frame->y, frame->y_bytes);
	int chroma = lumen_plane_pages(frame->uv, frame->uv_bytes);
	int got, more, i;

	if (luma + chroma > LUMEN_PAGES_MAX)
		return -EINVAL;
	got = get_user_pages_unlocked(frame->y, luma, dma->map, FOLL_FORCE);
	if (got != luma)
		goto drop;
	more = get_user_pages_unlocked(frame->uv, chroma, &dma->map[luma], FOLL_FORCE);
	if (more > 0)
		got += more;
	if (got == luma + chroma) {
		dma->page_count = got;
		return 0;
	}
drop:
	for (i = 0; i < got; i++)
		put_page(dma->map[i]);
	return -ENOMEM;
}
`

export const osprey = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Osprey image processor: queues of user pointers. The frames may be pages or plain memory of another device.
 */
#include <linux/mm.h>
#include <media/frame_vector.h>

#include "osprey.h"

int osprey_queue_buffer(struct osprey_queue *queue, unsigned long uaddr, unsigned int nr)
{
	struct frame_vector *vec = frame_vector_create(nr);
	int got;

	if (!vec)
		return -ENOMEM;
	got = get_vaddr_frames(uaddr & PAGE_MASK, nr, FOLL_WRITE | FOLL_FORCE, vec);
	if (got != nr) {
		if (got > 0)
			put_vaddr_frames(vec);
		frame_vector_destroy(vec);
		return got < 0 ? got : -EFAULT;
	}
	queue->vec = vec;
	return osprey_map_frames(queue, frame_vector_pages(vec));
}

void osprey_dequeue_buffer(struct osprey_queue *queue)
{
	struct page **pages = frame_vector_pages(queue->vec);
	unsigned int i;

	for (i = 0; queue->from_device && i < frame_vector_count(queue->vec); i++)
		set_page_dirty_lock(pages[i]);
	put_vaddr_frames(queue->vec);
	frame_vector_destroy(queue->vec);
}
`
