import type { AccessPath } from './access-path.ts'

/** Functions whose result names the same page, or the same memory, as their argument. */
const transparent: ReadonlySet<string> = new Set([
  'page_folio()',
  'folio_page()',
  'compound_head()',
  'nth_page()',
  'page_to_pfn()',
  'pfn_to_page()',
  'folio_pfn()',
  'pfn_folio()',
  'page_to_phys()',
  'phys_to_page()',
  'virt_to_page()',
  'virt_to_head_page()',
  'virt_to_folio()',
  'page_address()',
  'page_to_virt()',
  'folio_address()',
  // addresses and frame numbers of the same page
  'PFN_PHYS()',
  'PHYS_PFN()',
  'PFN_DOWN()',
  'pfn_to_kaddr()',
  'pfn_to_virt()',
  'virt_to_phys()',
  'phys_to_virt()',
  '__pa()',
  '__va()',
  // what carries a page names it: moves into a carrier are read as assignments (transfers.ts)
  'sg_page()',
  'sg_next()',
  'sg_last()',
  'sg_virt()',
  'sg_page_iter_page()',
  'bvec_page()',
  'skb_frag_page()',
  'skb_frag_netmem()',
  'netmem_to_page()',
  'page_to_netmem()',
  'xa_load()',
  'xa_erase()',
  'radix_tree_lookup()',
  'radix_tree_delete()',
  // taking it out of a scope that would drop it
  'no_free_ptr()',
  'retain_ptr()',
  // reading, as a call
  'READ_ONCE()',
  'smp_load_acquire()',
  'rcu_dereference()',
  'rcu_dereference_protected()',
  'xchg()',
  'cmpxchg()',
])

/**
 * Members that are the inside of a carrier and say nothing more than the carrier: the page of a bio_vec, the list of a
 * table (`sgt->sgl`, but not a driver's own member `sgl`), the vectors of an iterator.
 */
const inside = /(?:\.bv_page|(?<=(?:sgt|sgtable|sg_table|table|tbl|\bst)(?:\.sgt)?)\.sgl|(?<=iter)\.(?:__)?bvec)$/

/**
 * What an access path holds, as a key that is equal for an array, its elements and their folios: `&pages[i]`,
 * `pages + n` and `page_folio(pages[0])` are all `pages`; `dma->map[i]` is `dma.map`. `null` for what a function that is
 * not known to keep the page makes of it, and for constants. A member of what a function makes is one all the same, of an object that is
 * known by the function's name: `to_bo(gem)->pages` is `gem.to_bo().pages`.
 */
export function valueKey({ base, steps }: AccessPath): string | null {
  if (base === '' || base === 'NULL' || /^[A-Z][A-Z0-9_]*$/.test(base)) return null
  let key = base
  let made = ''
  for (const step of steps) {
    if (step.startsWith('.')) {
      key += made + step
      made = ''
    } else if (step.endsWith('()') && !transparent.has(step)) made += `.${step}`
  }
  if (made !== '') return null
  return key.endsWith('bv_page') || key.endsWith('sgl') || key.endsWith('bvec') ? key.replace(inside, '') : key
}
