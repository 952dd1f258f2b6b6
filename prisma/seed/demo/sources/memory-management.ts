import { c } from '../changes.ts'

export const mmHeader = c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/mm_types.h>
#include <linux/page_ref.h>

#define FOLL_WRITE	0x01	/* the pte must be writable */
#define FOLL_TOUCH	0x02	/* mark page accessed */
#define FOLL_GET	0x04	/* take a reference on the page */
#define FOLL_FORCE	0x10	/* access even without the permission */
#define FOLL_LONGTERM	0x10000	/* the reference outlives the system call */

extern void __put_page(struct page *page);

static inline void get_page(struct page *page)
{
	page_ref_inc(compound_head(page));
}

static inline void put_page(struct page *page)
{
	page = compound_head(page);
	if (put_page_testzero(page))
		__put_page(page);
}

long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked);
long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas);
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags);
int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages);
int __get_user_pages_fast(unsigned long start, int nr_pages, int write,
			  struct page **pages);
struct page *get_dump_page(unsigned long addr);
int get_kernel_pages(const struct kvec *iov, int nr_pages, int write,
		     struct page **pages);
struct page *follow_page(struct vm_area_struct *vma, unsigned long address,
			 unsigned int foll_flags);

int set_page_dirty(struct page *page);
int set_page_dirty_lock(struct page *page);
void release_pages(struct page **pages, int nr);

#endif /* _LINUX_MM_H */
`

export const gup = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Taking references to the pages behind user addresses.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/export.h>

#include "internal.h"

static struct page *fault_in_one(struct mm_struct *mm, unsigned long address,
				 unsigned int gup_flags)
{
	struct vm_area_struct *vma = find_extend_vma(mm, address);
	struct page *page;

	if (!vma || !vma_permits(vma, gup_flags))
		return ERR_PTR(-EFAULT);
	while (!(page = pte_lookup_page(vma, address, gup_flags))) {
		if (handle_mm_fault(vma, address, fault_flags(gup_flags)) & VM_FAULT_ERROR)
			return ERR_PTR(-EFAULT);
		cond_resched();
	}
	return page;
}

static long __get_user_pages(struct mm_struct *mm, unsigned long start,
			     unsigned long nr_pages, unsigned int gup_flags,
			     struct page **pages)
{
	unsigned long i;

	for (i = 0; i < nr_pages; i++) {
		struct page *page = fault_in_one(mm, start + i * PAGE_SIZE, gup_flags);

		if (IS_ERR(page))
			return i ? i : PTR_ERR(page);
		if (pages)
			pages[i] = page;
		else
			put_page(page);
	}
	return i;
}

long get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm,
			   unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked)
{
	return __get_user_pages(mm, start, nr_pages, gup_flags | FOLL_GET, pages);
}
EXPORT_SYMBOL(get_user_pages_remote);

long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas)
{
	return __get_user_pages(current->mm, start, nr_pages,
				gup_flags | FOLL_TOUCH | FOLL_GET, pages);
}
EXPORT_SYMBOL(get_user_pages);

long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
			     struct page **pages, unsigned int gup_flags)
{
	long got;

	down_read(&current->mm->mmap_sem);
	got = __get_user_pages(current->mm, start, nr_pages,
			       gup_flags | FOLL_TOUCH | FOLL_GET, pages);
	up_read(&current->mm->mmap_sem);
	return got;
}
EXPORT_SYMBOL(get_user_pages_unlocked);

int __get_user_pages_fast(unsigned long start, int nr_pages, int write,
			  struct page **pages)
{
	unsigned long flags;
	int nr = 0;

	local_irq_save(flags);
	gup_pgd_range(start, start + nr_pages * PAGE_SIZE,
		      write ? FOLL_WRITE : 0, pages, &nr);
	local_irq_restore(flags);
	return nr;
}

int get_user_pages_fast(unsigned long start, int nr_pages,
			unsigned int gup_flags, struct page **pages)
{
	int nr = __get_user_pages_fast(start, nr_pages, gup_flags & FOLL_WRITE, pages);
	long slow;

	if (nr == nr_pages)
		return nr;
	slow = get_user_pages_unlocked(start + nr * PAGE_SIZE, nr_pages - nr,
				       pages + nr, gup_flags);
	return slow < 0 ? (nr ? nr : slow) : nr + slow;
}
EXPORT_SYMBOL_GPL(get_user_pages_fast);

/* For core dumps: a hole in the address space is NULL, and not an error. */
struct page *get_dump_page(unsigned long addr)
{
	struct page *page;

	if (__get_user_pages(current->mm, addr, 1, FOLL_FORCE | FOLL_GET, &page) < 1)
		return NULL;
	return page;
}
`

export const swap = c`
// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/export.h>
#include <linux/pagevec.h>

void __put_page(struct page *page)
{
	if (PageLRU(page))
		del_page_from_lru(page);
	free_unref_page(page);
}
EXPORT_SYMBOL(__put_page);

void release_pages(struct page **pages, int nr)
{
	int i;

	for (i = 0; i < nr; i++)
		put_page(pages[i]);
}
EXPORT_SYMBOL(release_pages);

int get_kernel_pages(const struct kvec *iov, int nr_pages, int write,
		     struct page **pages)
{
	int i;

	for (i = 0; i < nr_pages; i++) {
		pages[i] = kmap_to_page(iov[i].iov_base);
		get_page(pages[i]);
	}
	return nr_pages;
}
EXPORT_SYMBOL_GPL(get_kernel_pages);

/* Readahead that nobody came for. */
void drop_stale_readahead(struct address_space *mapping, pgoff_t from, pgoff_t to)
{
	struct page *page;

	while (from < to && (page = find_get_page(mapping, from++))) {
		invalidate_clean_page(mapping, page);
		put_page(page);
	}
}
`

export const iovIter = c`
// SPDX-License-Identifier: GPL-2.0-only
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/uio.h>

static size_t user_window(struct iov_iter *i, size_t maxsize, unsigned int maxpages,
			  unsigned long *addr, size_t *start)
{
	size_t len = first_iovec_segment(i, addr, maxsize);

	*start = offset_in_page(*addr);
	*addr &= PAGE_MASK;
	return min_t(size_t, len + *start, (size_t)maxpages << PAGE_SHIFT);
}

ssize_t iov_iter_get_pages(struct iov_iter *i, struct page **pages,
			   size_t maxsize, unsigned int maxpages, size_t *start)
{
	unsigned int gup_flags = iov_iter_rw(i) != WRITE ? FOLL_WRITE : 0;
	unsigned long addr;
	size_t len = user_window(i, maxsize, maxpages, &addr, start);
	int res = get_user_pages_fast(addr, DIV_ROUND_UP(len, PAGE_SIZE), gup_flags, pages);

	if (res <= 0)
		return res;
	return min_t(size_t, len, (size_t)res << PAGE_SHIFT) - *start;
}
EXPORT_SYMBOL(iov_iter_get_pages);

ssize_t iov_iter_get_pages_alloc(struct iov_iter *i, struct page ***pages,
				 size_t maxsize, size_t *start)
{
	unsigned int maxpages = iov_iter_npages(i, INT_MAX);
	ssize_t len;

	*pages = kvmalloc_array(maxpages, sizeof(struct page *), GFP_KERNEL);
	if (!*pages)
		return -ENOMEM;
	len = iov_iter_get_pages(i, *pages, maxsize, maxpages, start);
	if (len <= 0) {
		kvfree(*pages);
		*pages = NULL;
	}
	return len;
}
EXPORT_SYMBOL(iov_iter_get_pages_alloc);
`

export const uio = c`
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_UIO_H
#define __LINUX_UIO_H

struct page;
struct iov_iter;

ssize_t iov_iter_get_pages(struct iov_iter *i, struct page **pages,
			   size_t maxsize, unsigned int maxpages, size_t *start);
ssize_t iov_iter_get_pages_alloc(struct iov_iter *i, struct page ***pages,
				 size_t maxsize, size_t *start);
int iov_iter_npages(const struct iov_iter *i, int maxpages);

#endif
`

export const mempolicy = c`
// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mempolicy.h>
#include <linux/mm.h>

/* Which node the page behind an address lies on; its data is nobody's business here. */
static int lookup_node(struct mm_struct *mm, unsigned long addr)
{
	struct page *page;
	int err = get_user_pages_fast(addr & PAGE_MASK, 1, 0, &page);

	if (err > 0) {
		err = page_to_nid(page);
		put_page(page);
	}
	return err;
}

SYSCALL_DEFINE2(node_of_address, unsigned long, addr, int __user *, nodep)
{
	int node = lookup_node(current->mm, addr);

	return node < 0 ? node : put_user(node, nodep);
}
`

export const twin = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finds anonymous pages with equal content and keeps one of them.
 */
#include <linux/mm.h>
#include <linux/rmap.h>

static struct page *twin_lookup(struct vm_area_struct *vma, unsigned long addr)
{
	struct page *page = follow_page(vma, addr, FOLL_GET);

	if (IS_ERR_OR_NULL(page))
		return NULL;
	if (PageAnon(page))
		return page;
	put_page(page);
	return NULL;
}

static bool twin_candidate(struct vm_area_struct *vma, unsigned long addr)
{
	/* no FOLL_GET: under the page table lock the page cannot go away */
	struct page *page = follow_page(vma, addr, 0);

	return page && PageAnon(page) && !PageTransCompound(page);
}

int twin_merge_one(struct vm_area_struct *vma, unsigned long addr, struct page *stable)
{
	struct page *page;
	int err = -EFAULT;

	if (!twin_candidate(vma, addr))
		return 0;
	page = twin_lookup(vma, addr);
	if (page) {
		err = try_to_merge(vma, page, stable);
		put_page(page);
	}
	return err;
}
`

export const gupTest = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures gup from user space, through a file in debugfs.
 */
#include <linux/debugfs.h>
#include <linux/mm.h>

#include "gup_test.h"

static void put_back(struct gup_test *test, struct page **pages, unsigned long nr)
{
	unsigned long i;

	for (i = 0; i < nr; i++)
		put_page(pages[i]);
}

static int gup_test_run(struct gup_test *test, struct page **pages)
{
	unsigned long addr = test->addr;
	long nr;

	switch (test->cmd) {
	case GUP_TEST_FAST:
		nr = get_user_pages_fast(addr, test->nr_pages, test->flags, pages);
		break;
	default:
		nr = get_user_pages(addr, test->nr_pages, test->flags, pages, NULL);
		break;
	}
	if (nr < 0)
		return nr;
	test->got = nr;
	put_back(test, pages, nr);
	return 0;
}
`

export const vmPeek = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * vm_peek(2): copies from or to the memory of another process.
 */
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/syscalls.h>

#define VM_PEEK_BATCH	16

static ssize_t vm_peek_batch(struct task_struct *task, struct mm_struct *mm,
			     unsigned long addr, struct iov_iter *iter, int write)
{
	struct page *batch[VM_PEEK_BATCH];
	unsigned int flags = write ? FOLL_WRITE : 0;
	int locked = 1;
	long got, i;

	down_read(&mm->mmap_sem);
	got = get_user_pages_remote(task, mm, addr & PAGE_MASK, VM_PEEK_BATCH, flags,
				    batch, NULL, &locked);
	if (locked)
		up_read(&mm->mmap_sem);
	if (got <= 0)
		return -EFAULT;

	copy_pages_iter(batch, got, offset_in_page(addr), iter, write);
	for (i = 0; i < got; i++) {
		if (write)
			set_page_dirty_lock(batch[i]);
		put_page(batch[i]);
	}
	return got << PAGE_SHIFT;
}

SYSCALL_DEFINE4(vm_peek, pid_t, pid, unsigned long, addr, struct iovec __user *, vec, int, write)
{
	struct task_struct *task = find_get_task_by_vpid(pid);
	struct mm_struct *mm;
	struct page *first;
	struct iov_iter iter;
	ssize_t err;

	if (!task)
		return -ESRCH;
	mm = mm_access(task, PTRACE_MODE_ATTACH_REALCREDS);
	err = import_one_iovec(write ? WRITE : READ, vec, &iter);
	if (err || IS_ERR_OR_NULL(mm))
		goto put_task;

	/* the first page decides whether there is anything to copy at all */
	if (get_user_pages_fast((unsigned long)vec & PAGE_MASK, 1, 0, &first) != 1) {
		err = -EFAULT;
		goto put_mm;
	}
	err = vm_peek_batch(task, mm, addr, &iter, write);
	put_page(first);
put_mm:
	mmput(mm);
put_task:
	put_task_struct(task);
	return err;
}
`

export const documentation = c`
.. SPDX-License-Identifier: GPL-2.0

====================================================
pin_user_pages() and related calls
====================================================

Overview
========

A page whose *data* is touched by somebody who is no CPU thread of the process,
a device above all, must be pinned: pin_user_pages*() takes it, unpin_user_page*()
gives it back. A page of which only struct page matters is taken by
get_user_pages*() and given back by put_page(). The two must never be mixed::

    pinned = pin_user_pages_fast(addr, nr, FOLL_WRITE, pages);
    ...
    unpin_user_pages_dirty_lock(pages, pinned, true);

Which flags to use
==================

CASE 1: Direct IO
-----------------
pin_user_pages*(): short, but a device writes.

CASE 2: RDMA
------------
pin_user_pages*() with FOLL_LONGTERM: user space decides when it ends.

CASE 3: MMU notifier registration, with or without page faulting hardware
-------------------------------------------------------------------------
Neither. The notifier takes the page away when the mapping changes.

CASE 4: Pinning for struct page manipulation only
-------------------------------------------------
Plain get_user_pages*() calls are sufficient.

CASE 5: Pinning in order to write to the data within the page
-------------------------------------------------------------
pin_user_pages*(), although no device is involved.
`
