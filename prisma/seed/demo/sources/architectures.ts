import { c } from '../changes.ts'

export const futex = c`
// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/futex.h>
#include <linux/mm.h>

/* The key of a shared futex is where its page belongs; what the page holds does not matter. */
int get_futex_key(u32 __user *uaddr, union futex_key *key)
{
	unsigned long address = (unsigned long)uaddr;
	struct page *page;
	int err;

	err = get_user_pages_fast(address & PAGE_MASK, 1, FOLL_WRITE, &page);
	if (err < 0)
		return err;
	key->shared.i_seq = inode_sequence(page->mapping->host);
	key->shared.pgoff = page_to_pgoff(page);
	key->both.offset = offset_in_page(address);
	put_page(page);
	return 0;
}
`

export const uprobes = c`
// SPDX-License-Identifier: GPL-2.0+
#include <linux/mm.h>
#include <linux/uprobes.h>

/* Whether somebody else's breakpoint is there already. */
static int is_trap_at_addr(struct mm_struct *mm, unsigned long vaddr)
{
	uprobe_opcode_t opcode;
	struct page *page;
	int result;

	result = get_user_pages_remote(NULL, mm, vaddr, 1, FOLL_FORCE, &page, NULL, NULL);
	if (result < 0)
		return result;
	copy_from_page(page, vaddr, &opcode, UPROBE_SWBP_INSN_SIZE);
	put_page(page);
	return is_trap_insn(&opcode);
}

int uprobe_install(struct mm_struct *mm, unsigned long vaddr, uprobe_opcode_t opcode)
{
	struct page *old;
	int ret = is_trap_at_addr(mm, vaddr);

	if (ret)
		return ret;
	ret = get_user_pages_remote(NULL, mm, vaddr, 1, FOLL_WRITE | FOLL_FORCE, &old, NULL, NULL);
	if (ret <= 0)
		return ret ? ret : -EFAULT;
	ret = uprobe_replace_insn(mm, vaddr, old, opcode);
	put_page(old);
	return ret;
}
`

export const dump = c`
// SPDX-License-Identifier: GPL-2.0
#include <linux/coredump.h>
#include <linux/mm.h>

int dump_user_range(struct coredump_params *cprm, unsigned long start, unsigned long len)
{
	unsigned long addr;

	for (addr = start; addr < start + len; addr += PAGE_SIZE) {
		struct page *page = get_dump_page(addr);
		bool stop = false;

		if (page) {
			stop = !dump_emit_page(cprm, page);
			put_page(page);
		} else {
			dump_skip(cprm, PAGE_SIZE);
		}
		if (stop)
			return 0;
	}
	return 1;
}
`

export const tce = c`
// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Translation tables of a guest: user memory, by physical address. The lowest bit of an entry says "dirty".
 */
#include <linux/mm.h>
#include <asm/mmu_context.h>

#define HPA_DIRTY	0x1

long tce_table_preregister(struct tce_memory *mem, unsigned long ua, unsigned long entries)
{
	unsigned long i, got = 0;

	while (got < entries) {
		unsigned long n = min(entries - got, TCE_CHUNK);
		long ret = get_user_pages_fast(ua + (got << PAGE_SHIFT), n, FOLL_WRITE | FOLL_LONGTERM,
					       mem->hpages + got);

		if (ret <= 0) {
			for (i = 0; i < got; i++)
				put_page(mem->hpages[i]);
			return ret ? ret : -EFAULT;
		}
		got += ret;
	}
	/* from here on the array holds addresses, in place */
	for (i = 0; i < entries; i++)
		mem->hpas[i] = page_to_pfn(mem->hpages[i]) << PAGE_SHIFT;
	return 0;
}

void tce_table_release(struct tce_memory *mem, unsigned long entries)
{
	unsigned long i;

	for (i = 0; i < entries; i++) {
		struct page *page = pfn_to_page(mem->hpas[i] >> PAGE_SHIFT);

		if (mem->hpas[i] & HPA_DIRTY)
			SetPageDirty(page);
		put_page(page);
		mem->hpas[i] = 0;
	}
}
`

export const adapter = c`
// SPDX-License-Identifier: GPL-2.0
/*
 * Adapter interrupts of a guest: indicator bits in two pages of its memory.
 */
#include <linux/kvm_host.h>
#include <linux/mm.h>

static struct page *map_indicator(struct kvm *kvm, u64 uaddr)
{
	struct page *page = NULL;
	int locked = 1;

	down_read(&kvm->mm->mmap_sem);
	get_user_pages_remote(NULL, kvm->mm, uaddr, 1, FOLL_WRITE, &page, NULL, &locked);
	if (locked)
		up_read(&kvm->mm->mmap_sem);
	return page;
}

int adapter_set_indicators(struct kvm *kvm, struct adapter_route *route)
{
	struct page *ind = map_indicator(kvm, route->ind_addr);
	struct page *summary;

	if (!ind)
		return -EFAULT;
	summary = map_indicator(kvm, route->summary_addr);
	if (!summary) {
		put_page(ind);
		return -EFAULT;
	}
	set_bit(route->ind_offset, page_address(ind));
	set_page_dirty_lock(ind);
	set_bit(route->summary_offset, page_address(summary));
	set_page_dirty_lock(summary);
	put_page(ind);
	put_page(summary);
	return 0;
}
`

export const cacheflush = c`
// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/syscalls.h>

#ifdef CONFIG_CPU_CACHE_ALIASING
/* A line may be cached under any alias: flush by page. */
static long flush_one(unsigned long addr)
{
	struct page *page;

	if (get_user_pages_fast(addr, 1, 0, &page) != 1)
		return -EFAULT;
	flush_dcache_page(page);
	put_page(page);
	return 0;
}
#else
static long flush_one(unsigned long addr)
{
	flush_icache_user_range(addr, addr + PAGE_SIZE);
	return 0;
}
#endif

SYSCALL_DEFINE2(flush_range, unsigned long, start, unsigned long, end)
{
	long err = 0;

	for (start &= PAGE_MASK; !err && start < end; start += PAGE_SIZE)
		err = flush_one(start);
	return err;
}
`
