import type { Files } from '../make-repository.ts'
import { smallKernel } from '../small-kernel.ts'

/** Takes, looks, drops: all in one function, old and new way. */
const within = `#include <linux/mm.h>

static int peek_old(unsigned long where, unsigned long *value)
{
	struct page *page;
	void *mapped;

	if (get_user_pages_fast(where, 1, 0, &page) != 1)
		return -EFAULT;
	mapped = kmap_local_page(page);
	*value = *(unsigned long *)mapped;
	kunmap_local(mapped);
	put_page(page);
	return 0;
}

static int poke_new(unsigned long where, unsigned long value)
{
	struct page *page;
	void *mapped;

	if (pin_user_pages_fast(where, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	mapped = kmap_local_page(page);
	*(unsigned long *)mapped = value;
	kunmap_local(mapped);
	unpin_user_page(page);
	return 0;
}
`

/** Pages in a member, taken in one function and dropped in another one. */
const registered = `#include <linux/mm.h>

int box_register(struct box *box, unsigned long where, int count)
{
	int got;

	if (count > box->limit)
		return -EINVAL;
	got = pin_user_pages_fast(where, count, FOLL_WRITE | FOLL_LONGTERM, box->pages);
	if (got < count)
		return -EFAULT;
	box->count = got;
	return 0;
}

void box_unregister(struct box *box)
{
	unpin_user_pages(box->pages, box->count);
	box->count = 0;
}
`

/** The same, but that ways out on an error drop the pages as well. */
const kept = `#include <linux/mm.h>

int shelf_register(struct shelf *shelf, unsigned long where, int count)
{
	int ret = -EFAULT;
	int got;

	got = pin_user_pages_fast(where, count, FOLL_WRITE | FOLL_LONGTERM, shelf->stacked);
	if (got < 0)
		return got;
	shelf->count = got;
	if (got < count)
		goto drop;
	ret = shelf_map(shelf);
	if (ret) {
		shelf_warn(shelf);
		goto drop;
	}
	return 0;
drop:
	unpin_user_pages(shelf->stacked, got);
	return ret;
}

void shelf_unregister(struct shelf *shelf)
{
	shelf_unmap(shelf);
	unpin_user_pages_dirty_lock(shelf->stacked, shelf->count, true);
	shelf->count = 0;
}
`

/** Pages of one acquire that two functions drop, each at another end of their life; one of them for its callers. */
const shared = `#include <linux/mm.h>

void rack_drop(struct page **pages, int count)
{
	if (!pages)
		return;
	unpin_user_pages(pages, count);
	kvfree(pages);
}

struct page **rack_pin(unsigned long where, int count)
{
	struct page **pages = kvmalloc_array(count, sizeof(*pages), GFP_KERNEL);

	if (!pages)
		return NULL;
	if (pin_user_pages_fast(where, count, FOLL_WRITE | FOLL_LONGTERM, pages) == count)
		return pages;
	kvfree(pages);
	return NULL;
}

int rack_probe(unsigned long where, int count)
{
	struct page **pages = rack_pin(where, count);

	if (!pages)
		return -EFAULT;
	rack_drop(pages, count);
	return 0;
}

int rack_test(unsigned long where, int count)
{
	struct page **pages = rack_pin(where, count);
	int ret;

	if (!pages)
		return -EFAULT;
	ret = rack_look(pages, count);
	unpin_user_pages_dirty_lock(pages, count, true);
	return ret;
}
`

/** The old way of the same, with a member of another struct. */
const held = `#include <linux/mm.h>

int crate_fill(struct crate *crate, unsigned long where, int count)
{
	crate->got = get_user_pages_fast(where, count, FOLL_WRITE, crate->held);
	return crate->got < count ? -EFAULT : 0;
}

void crate_empty(struct crate *crate)
{
	int i;

	for (i = 0; i < crate->got; i++)
		put_page(crate->held[i]);
}
`

/** Two ways out behind the pin, each with its release. */
const exits = `#include <linux/mm.h>

int send_buffer(struct port *port, unsigned long where, int count)
{
	struct page *pages[MAX];
	int sent;

	if (pin_user_pages_fast(where, count, 0, pages) != count)
		return -EFAULT;
	if (port->closed) {
		unpin_user_pages(pages, count);
		return -EPIPE;
	}
	sent = port_send(port, count);
	unpin_user_pages(pages, count);
	return sent;
}
`

/** Two helpers that take and drop for their callers. */
const helpers = `#include <linux/mm.h>

static int grab_pages(struct page **pages, unsigned long where, int count)
{
	return pin_user_pages_fast(where, count, FOLL_WRITE, pages);
}

static void drop_pages(struct page **pages, int count)
{
	unpin_user_pages(pages, count);
}

int use_helpers(unsigned long where, int count)
{
	struct page *pages[MAX];
	int got = grab_pages(pages, where, count);

	if (got > 0)
		drop_pages(pages, got);
	return got;
}
`

/** A bio whose completion drops what was taken for it. */
const bios = `#include <linux/bio.h>

static void disk_end_io(struct bio *bio)
{
	bio_release_pages(bio, false);
	bio_put(bio);
}

static int disk_submit(struct disk *disk, struct iov_iter *iter)
{
	struct bio *bio = bio_alloc(disk->bdev, 16, REQ_OP_READ, GFP_KERNEL);
	int ret;

	bio->bi_end_io = disk_end_io;
	ret = bio_iov_iter_get_pages(bio, iter);
	if (ret)
		return ret;
	submit_bio(bio);
	return 0;
}
`

/** Pins for others, in any file. */
const pins = `#include <linux/mm.h>

int lib_pin(unsigned long where, struct page **page)
{
	return pin_user_pages_fast(where, 1, FOLL_WRITE, page) == 1 ? 0 : -EFAULT;
}
`

/** The other half. */
const unpins = `#include <linux/mm.h>

void lib_unpin(struct page *page)
{
	unpin_user_page(page);
}
`

/** Names no API, and holds pages that another file pins; `end` is what it does with them at last. */
export const apiLessCaller = (end: string): string => `#include "pins.h"

int call_run(unsigned long where)
{
	struct page *page;

	if (lib_pin(where, &page))
		return -EFAULT;
	look_at(page);
${end}	return 0;
}
`

/** A kernel of a few files, with each way in which pages are taken and dropped. */
export const smallTree: Files = {
  ...smallKernel,
  'drivers/within.c': within,
  'drivers/registered.c': registered,
  'drivers/kept.c': kept,
  'drivers/shared.c': shared,
  'drivers/held.c': held,
  'drivers/exits.c': exits,
  'drivers/helpers.c': helpers,
  'drivers/bios.c': bios,
  'drivers/lib/pins.c': pins,
  'drivers/lib/unpins.c': unpins,
  'drivers/lib/caller.c': apiLessCaller('\tlib_unpin(page);\n'),
}

/** A driver of its own that takes pages the old way. */
export const newOld = (name: string): string => `
int ${name}(struct ${name}_context *context, unsigned long where)
{
	struct page *page = NULL;

	if (get_user_pages_unlocked(where, 1, &page, FOLL_WRITE) < 1)
		return -EFAULT;
	${name}_look(context, page_to_phys(page));
	put_page(page);
	return 0;
}
`

/** The same in the new way. */
export const newNew = (name: string): string => `
int ${name}(struct ${name}_context *context, unsigned long where)
{
	struct page *page = NULL;

	if (pin_user_pages_fast(where, 1, FOLL_WRITE, &page) < 1)
		return -EFAULT;
	${name}_look(context, page_to_phys(page));
	unpin_user_page(page);
	return 0;
}
`
