import { c } from '../changes.ts'

export const kvmMain = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Guest memory is user memory, under the MMU notifier of its process.
 */
#include <linux/kvm_host.h>
#include <linux/mm.h>

static bool hva_to_pfn_fast(unsigned long addr, bool write_fault, kvm_pfn_t *pfn)
{
	struct page *page[1];

	if (__get_user_pages_fast(addr, 1, write_fault, page) != 1)
		return false;
	*pfn = page_to_pfn(page[0]);
	return true;
}

static int hva_to_pfn_slow(unsigned long addr, bool write_fault, kvm_pfn_t *pfn)
{
	unsigned int flags = write_fault ? FOLL_WRITE : 0;
	struct page *page;
	int npages = get_user_pages_unlocked(addr, 1, &page, flags);

	if (npages != 1)
		return npages;
	*pfn = page_to_pfn(page);
	return npages;
}

kvm_pfn_t hva_to_pfn(unsigned long addr, bool write_fault)
{
	kvm_pfn_t pfn = KVM_PFN_ERR_FAULT;

	if (hva_to_pfn_fast(addr, write_fault, &pfn))
		return pfn;
	hva_to_pfn_slow(addr, write_fault, &pfn);
	return pfn;
}

void kvm_release_pfn_clean(kvm_pfn_t pfn)
{
	if (!is_error_noslot_pfn(pfn))
		put_page(pfn_to_page(pfn));
}
EXPORT_SYMBOL_GPL(kvm_release_pfn_clean);

/* Brings the page in before the guest asks again; whoever then maps it takes his own reference. */
static void async_fault_in(struct mm_struct *mm, unsigned long addr)
{
	int locked = 1;

	down_read(&mm->mmap_sem);
	get_user_pages_remote(NULL, mm, addr, 1, FOLL_WRITE, NULL, NULL, &locked);
	if (locked)
		up_read(&mm->mmap_sem);
}

static bool hwpoisoned(unsigned long addr)
{
	return get_user_pages(addr, 1, FOLL_WRITE, NULL, NULL) == -EHWPOISON;
}
`

export const shadowTemplate = c`
/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Walks guest page tables. Included once for each format: FNAME() and pt_element_t differ.
 */

static int FNAME(set_accessed)(struct kvm_vcpu *vcpu, pt_element_t __user *slot, unsigned index,
			       pt_element_t old, pt_element_t new)
{
	struct page *page;
	pt_element_t *table, seen;
	int npages = get_user_pages_fast((unsigned long)slot, 1, FOLL_WRITE, &page);

	if (npages != 1)
		return -EFAULT;
	table = kmap_atomic(page);
	seen = CMPXCHG(&table[index], old, new);
	kunmap_atomic(table);
	set_page_dirty_lock(page);
	put_page(page);
	return seen != old;
}
`

export const lagoonHeader = c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __LAGOON_VM_H
#define __LAGOON_VM_H

struct lagoon_vm {
	struct list_head list;
	u16 vmid;
	struct page *monitor_page;
	struct page **ram;
	unsigned long ram_pages;
};

int lagoon_monitor_assign(struct lagoon_vm *vm, unsigned long uaddr);
int lagoon_ram_map(struct lagoon_vm *vm, unsigned long uaddr, unsigned long pages);
void lagoon_vm_destroy(struct lagoon_vm *vm);

#endif
`

export const lagoonMonitor = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Lagoon hypervisor: requests of a guest that the service process answers, in one shared page.
 */
#include <linux/mm.h>

#include "lagoon_vm.h"

int lagoon_monitor_assign(struct lagoon_vm *vm, unsigned long uaddr)
{
	struct page *page;
	int ret;

	if (vm->monitor_page)
		return -EEXIST;
	ret = get_user_pages_fast(uaddr, 1, FOLL_WRITE, &page);
	if (unlikely(ret != 1))
		return -EFAULT;
	vm->monitor_page = page;
	return lagoon_hypercall_monitor(vm->vmid, page_to_phys(page));
}
`

export const lagoonMemory = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Lagoon hypervisor: the memory of a guest, and the end of one.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "lagoon_vm.h"

int lagoon_ram_map(struct lagoon_vm *vm, unsigned long uaddr, unsigned long pages)
{
	long pinned;

	vm->ram = vzalloc(array_size(pages, sizeof(struct page *)));
	if (!vm->ram)
		return -ENOMEM;
	pinned = pin_user_pages_fast(uaddr, pages, FOLL_WRITE | FOLL_LONGTERM, vm->ram);
	if (pinned < 0)
		return pinned;
	vm->ram_pages = pinned;
	return pinned == pages ? lagoon_grant(vm) : -EFAULT;
}

static void lagoon_ram_unmap(struct lagoon_vm *vm)
{
	lagoon_revoke(vm);
	unpin_user_pages_dirty_lock(vm->ram, vm->ram_pages, true);
	vfree(vm->ram);
}

void lagoon_vm_destroy(struct lagoon_vm *vm)
{
	lagoon_ram_unmap(vm);
	if (vm->monitor_page) {
		put_page(vm->monitor_page);
		vm->monitor_page = NULL;
	}
}
`

export const vhostLog = c`
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Dirty log of a device in user memory, one bit a page.
 */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/vhost.h>

static int vhost_log_set_bit(int nr, void __user *addr)
{
	unsigned long log = (unsigned long)addr;
	struct page *page;
	void *base;
	int r = get_user_pages_fast(log, 1, FOLL_WRITE, &page);

	if (r < 0)
		return r;
	base = kmap_atomic(page);
	set_bit(nr + (log & (PAGE_SIZE - 1)) * 8, base);
	kunmap_atomic(base);
	set_page_dirty_lock(page);
	put_page(page);
	return 0;
}

int vhost_log_range(void __user *log, u64 first, u64 last)
{
	int ret = 0;

	while (!ret && first <= last)
		ret = vhost_log_set_bit(first++ % BITS_PER_LONG, log);
	return ret;
}
`
