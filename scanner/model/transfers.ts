/**
 * Kernel functions that put a page, or an array of pages, into another object: after `sg_set_page(sg, page, …)` the
 * list `sg` carries the page. Reading writes such a call down as a move, so that pages are followed through
 * scatterlists, bio_vecs, skb fragments, iterators and crypto requests like through any other assignment.
 */
export interface Transfer {
  /** Position of the argument that carries the pages from now on; `null` is the return value. */
  readonly to: number | null
  /** Member of that object in which they lie, `''` for the object itself. */
  readonly member: string
  /** Position of the argument that held them. */
  readonly from: number
  /** The object keeps being what it was, with the pages in it; else it is replaced, as a loop's variable is. */
  readonly fills: boolean
}

function into(to: number | null, from: number, member = ''): Transfer {
  return { to, member, from, fills: true }
}

function becomes(to: number | null, from: number): Transfer {
  return { to, member: '', from, fills: false }
}

/** By name, with every signature as it is in include/linux of 4.19 to 7.2: positions have not moved. */
export const transfers: ReadonlyMap<string, readonly Transfer[]> = new Map<string, readonly Transfer[]>([
  // scatterlist.h
  ['sg_set_page', [into(0, 1)]],
  ['sg_set_folio', [into(0, 1)]],
  ['sg_assign_page', [into(0, 1)]],
  ['sg_set_buf', [into(0, 1)]],
  ['sg_init_one', [into(0, 1)]],
  ['sg_chain', [into(0, 2)]],
  ['sg_alloc_table_from_pages', [into(0, 1)]],
  ['__sg_alloc_table_from_pages', [into(0, 1), becomes(null, 1)]],
  ['sg_alloc_table_from_pages_segment', [into(0, 1)]],
  ['sg_alloc_append_table_from_pages', [into(0, 1, 'sgt')]],
  ['drm_prime_pages_to_sg', [becomes(null, 1)]],
  ['for_each_sg', [becomes(1, 0)]],
  ['for_each_sgtable_sg', [becomes(1, 0)]],
  ['for_each_sgtable_dma_sg', [becomes(1, 0)]],
  ['for_each_sg_page', [becomes(1, 0)]],
  ['for_each_sgtable_page', [becomes(1, 0)]],
  ['for_each_sg_dma_page', [becomes(1, 0)]],
  ['for_each_sgtable_dma_page', [becomes(1, 0)]],
  ['__sg_page_iter_start', [into(0, 1)]],
  ['sg_miter_start', [into(0, 1, 'page')]],
  // bvec.h, bio.h, uio.h
  ['bvec_set_page', [into(0, 1)]],
  ['bvec_set_folio', [into(0, 1)]],
  ['bvec_set_virt', [into(0, 1)]],
  ['bio_add_page', [into(0, 1)]],
  ['__bio_add_page', [into(0, 1)]],
  ['bio_add_folio', [into(0, 1)]],
  ['bio_add_folio_nofail', [into(0, 1)]],
  ['bio_add_pc_page', [into(1, 2)]],
  ['bio_add_hw_page', [into(1, 2)]],
  ['iov_iter_bvec', [into(0, 2)]],
  // skbuff.h, skmsg.h
  ['skb_fill_page_desc', [into(0, 2)]],
  ['skb_fill_page_desc_noacc', [into(0, 2)]],
  ['__skb_fill_page_desc', [into(0, 2)]],
  ['__skb_fill_page_desc_noacc', [into(0, 2)]],
  ['skb_add_rx_frag', [into(0, 2)]],
  ['skb_append_pagefrags', [into(0, 1)]],
  ['sk_msg_page_add', [into(0, 1)]],
  // crypto
  ['aead_request_set_crypt', [into(0, 1, 'src'), into(0, 2, 'dst')]],
  ['skcipher_request_set_crypt', [into(0, 1, 'src'), into(0, 2, 'dst')]],
  ['ahash_request_set_crypt', [into(0, 1, 'src')]],
  // storing, as a call
  ['WRITE_ONCE', [becomes(0, 1)]],
  ['smp_store_release', [becomes(0, 1)]],
  ['rcu_assign_pointer', [becomes(0, 1)]],
  ['xchg', [becomes(0, 1)]],
  ['cmpxchg', [becomes(0, 2)]],
  ['swap', [becomes(0, 1), becomes(1, 0)]],
  // of pointers alone: `copiesPointers()` in read-flow.ts
  ['memcpy', [becomes(0, 1)]],
  ['memmove', [becomes(0, 1)]],
  ['xa_store', [into(0, 2)]],
  ['radix_tree_insert', [into(0, 2)]],
])
