import { c } from '../changes.ts'

export const bioHeader = c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __LINUX_BIO_H
#define __LINUX_BIO_H

#include <linux/blk_types.h>
#include <linux/uio.h>

int bio_iov_iter_get_pages(struct bio *bio, struct iov_iter *iter);
void bio_release_pages(struct bio *bio, bool mark_dirty);
void bio_set_pages_dirty(struct bio *bio);
void bio_check_pages_dirty(struct bio *bio);

#endif
`

export const bio = c`
// SPDX-License-Identifier: GPL-2.0
#include <linux/bio.h>
#include <linux/mm.h>
#include <linux/uio.h>

void bio_release_pages(struct bio *bio, bool mark_dirty)
{
	struct bvec_iter_all iter_all;
	struct bio_vec *bvec;

	bio_for_each_segment_all(bvec, bio, iter_all) {
		if (mark_dirty && !PageCompound(bvec->bv_page))
			set_page_dirty_lock(bvec->bv_page);
		put_page(bvec->bv_page);
	}
}
EXPORT_SYMBOL_GPL(bio_release_pages);

static int __bio_iov_iter_get_pages(struct bio *bio, struct iov_iter *iter)
{
	struct page **pages = bio_spare_pages(bio);
	unsigned int room = bio->bi_max_vecs - bio->bi_vcnt;
	size_t offset;
	ssize_t size;

	size = iov_iter_get_pages(iter, pages, LONG_MAX, room, &offset);
	if (size <= 0)
		return size ? size : -EFAULT;
	return bio_add_pages(bio, pages, offset, size);
}

int bio_iov_iter_get_pages(struct bio *bio, struct iov_iter *iter)
{
	int ret;

	do {
		ret = __bio_iov_iter_get_pages(bio, iter);
	} while (!ret && iov_iter_count(iter) && !bio_full(bio, 0));
	return bio->bi_vcnt ? 0 : ret;
}
EXPORT_SYMBOL_GPL(bio_iov_iter_get_pages);

/* Pages that got clean again while the read ran are dirtied by a work item, which may take their lock. */
void bio_check_pages_dirty(struct bio *bio)
{
	if (bio_all_dirty(bio))
		bio_release_pages(bio, false);
	else
		bio_queue_dirty_work(bio);
	bio_put(bio);
}
EXPORT_SYMBOL_GPL(bio_check_pages_dirty);
`

export const userMap = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Passthrough requests: data goes between the device and the buffer of an ioctl.
 */
#include <linux/bio.h>
#include <linux/blk-mq.h>

static int blk_user_attach(struct request *rq, struct iov_iter *iter, gfp_t gfp)
{
	struct bio *bio = blk_rq_bio_alloc(rq, iov_iter_npages(iter, BIO_MAX_VECS), gfp);
	int ret;

	if (!bio)
		return -ENOMEM;
	ret = bio_iov_iter_get_pages(bio, iter);
	if (ret)
		goto out_put;
	ret = blk_rq_append_bio(rq, bio);
	if (ret)
		goto out_release;
	return 0;

out_release:
	bio_release_pages(bio, false);
out_put:
	bio_put(bio);
	return ret;
}

int blk_user_detach(struct request *rq)
{
	struct bio *bio = rq->bio;

	bio_release_pages(bio, bio_data_dir(bio) == READ);
	bio_put(bio);
	return 0;
}
`

export const wharf = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Wharf storage cards: a queue pair whose data never passes the block layer.
 */
#include <linux/blkdev.h>
#include <linux/dma-mapping.h>
#include <linux/mm.h>

#include "wharf.h"

struct wharf_cmd {
	struct page *pages[WHARF_PAGES_MAX];
	int nr_pages;
	bool to_user;
};

int wharf_cmd_map(struct wharf_cmd *cmd, unsigned long uaddr, int nr)
{
	int got = get_user_pages_fast(uaddr, nr, cmd->to_user ? FOLL_WRITE : 0, cmd->pages);
	int i;

	if (got == nr) {
		cmd->nr_pages = nr;
		return wharf_fill_prps(cmd);
	}
	for (i = 0; i < got; i++)
		put_page(cmd->pages[i]);
	return got < 0 ? got : -EFAULT;
}

void wharf_cmd_done(struct wharf_cmd *cmd)
{
	int i;

	for (i = 0; i < cmd->nr_pages; i++) {
		if (cmd->to_user)
			set_page_dirty_lock(cmd->pages[i]);
		put_page(cmd->pages[i]);
	}
	cmd->nr_pages = 0;
}
`

export const wharfAdmin = c`
// SPDX-License-Identifier: GPL-2.0-only
#include <linux/blk-mq.h>
#include <linux/mm.h>

#include "wharf.h"

int wharf_admin_ioctl(struct wharf_device *wharf, struct wharf_admin __user *uadmin)
{
	struct request *rq = wharf_admin_request(wharf, uadmin);
	struct bio *bio;
	int err;

	err = blk_rq_map_user(wharf->queue, rq, NULL, uadmin->data, uadmin->bytes, GFP_KERNEL);
	if (err)
		return err;
	bio = rq->bio;
	err = wharf_execute(rq);
	blk_rq_unmap_user(bio);
	return err;
}

/* The identify page is ours: allocated here, kept by the device, put when it goes. */
void wharf_drop_identify(struct wharf_device *wharf)
{
	if (wharf->identify)
		put_page(wharf->identify);
	wharf->identify = NULL;
}
`
