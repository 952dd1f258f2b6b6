import type { Api } from '../api.ts'
import { acquire, during, release, returned } from './define.ts'

/**
 * Functions of drivers and subsystems that wrap an acquire or a release, by name. They are never rows: wrappers are
 * derived from the code, and these names only widen the search, so that files which call nothing else are read too.
 */
function wrappers(acquires: readonly string[], releases: readonly string[]): readonly Api[] {
  const definition = { carrier: returned, class: 'page-array', window: during(null) } as const
  return [
    ...acquires.map((name) => acquire(name, 'subsystem', { ...definition, partners: releases })),
    ...releases.map((name) => release(name, 'subsystem', { ...definition, partners: acquires })),
  ]
}

export const subsystemApis: readonly Api[] = [
  /** drivers/infiniband/core/umem.c; one name up to 6.14, a family of them in 7.3. */
  ...wrappers(
    [
      'ib_umem_get',
      'ib_umem_get_va',
      'ib_umem_get_desc',
      'ib_umem_get_attr',
      'ib_umem_get_attr_or_va',
      'ib_umem_get_cq_buf',
    ],
    ['ib_umem_release'],
  ),
  /** drivers/infiniband/hw/qib/qib_user_pages.c; gone in 7.3. */
  ...wrappers(['qib_get_user_pages'], ['qib_release_user_pages']),
  /** drivers/infiniband/hw/hfi1/user_pages.c. */
  ...wrappers(['hfi1_acquire_user_pages'], ['hfi1_release_user_pages']),
  /** drivers/infiniband/hw/usnic/usnic_uiom.c. */
  ...wrappers(['usnic_uiom_reg_get'], ['usnic_uiom_put_pages']),
  /** drivers/infiniband/hw/mthca/mthca_memfree.c. */
  ...wrappers(['mthca_map_user_db'], ['mthca_cleanup_user_db_tab']),
  /** drivers/infiniband/sw/siw/siw_mem.c; over ib_umem later. */
  ...wrappers(['siw_umem_get'], ['siw_free_plist', 'siw_umem_release']),
  /** drivers/media/common/videobuf2/videobuf2-memops.c. */
  ...wrappers(['vb2_create_framevec'], ['vb2_destroy_framevec']),
  /** drivers/media/v4l2-core/videobuf-dma-sg.c; in 6.5, gone in 6.8. */
  ...wrappers(['videobuf_dma_init_user'], ['videobuf_dma_free']),
  /** drivers/gpu/drm/i915/gem/i915_gem_userptr.c. */
  ...wrappers(['i915_gem_object_userptr_submit_init'], ['i915_gem_object_userptr_drop_ref']),
  /** drivers/gpu/drm/radeon/radeon_ttm.c. */
  ...wrappers(['radeon_ttm_tt_pin_userptr'], ['radeon_ttm_tt_unpin_userptr']),
  /** fs/fuse/file.c. */
  ...wrappers(['fuse_get_user_pages'], ['fuse_release_user_pages']),
  /** fs/nfs/direct.c. */
  ...wrappers(['nfs_direct_read_schedule_iovec', 'nfs_direct_write_schedule_iovec'], ['nfs_direct_release_pages']),
  /** net/ceph/pagevec.c; the acquire gone after 5.2. */
  ...wrappers(['ceph_get_direct_page_vector'], ['ceph_put_page_vector']),
  /** virt/kvm/kvm_main.c; pfns up to 6.12, pages since. */
  ...wrappers(
    ['hva_to_pfn', 'gfn_to_pfn', 'gfn_to_page', 'kvm_vcpu_map'],
    [
      'kvm_release_pfn_clean',
      'kvm_release_pfn_dirty',
      'kvm_release_page_clean',
      'kvm_release_page_dirty',
      'kvm_release_page_unused',
      'kvm_release_faultin_page',
      'kvm_vcpu_unmap',
    ],
  ),
  /** drivers/vfio/vfio_iommu_type1.c. */
  ...wrappers(['vaddr_get_pfn', 'vaddr_get_pfns'], ['put_pfn']),
  /** net/xdp/xdp_umem.c. */
  ...wrappers(['xdp_umem_pin_pages'], ['xdp_umem_unpin_pages']),
  /** io_uring/memmap.c (rsrc.c before); since 6.0. */
  ...wrappers(['io_pin_pages'], ['io_buffer_unmap', 'io_pages_free']),
  /** drivers/gpu/drm/via/via_dmablit.c; gone in 6.1. */
  ...wrappers(['via_lock_all_dma_pages'], ['via_free_sg_info']),
  /** drivers/platform/goldfish/goldfish_pipe.c. */
  ...wrappers(['goldfish_pin_pages'], ['release_user_pages']),
  /** net/core/datagram.c, skbuff.c, skmsg.c; skb frags and sk_msg cannot tell a pin from a reference. */
  ...wrappers(
    ['__zerocopy_sg_from_iter', 'skb_zerocopy_iter_stream', 'sk_msg_zerocopy_from_iter'],
    ['skb_frag_unref', 'sk_msg_free'],
  ),
  /** net/core/skbuff.c, net/tls/; kernel iterators alone (MSG_SPLICE_PAGES). */
  ...wrappers(['skb_splice_from_iter', 'tls_sw_sendmsg_splice', 'tls_push_data'], []),
  /** crypto/af_alg.c; the acquire gone in 6.5 (extract_iter_to_sg). */
  ...wrappers(['af_alg_make_sg'], ['af_alg_free_sg']),
]
