import type { Exemption } from './exemption.ts'

const case3 =
  'Documentation/core-api/pin_user_pages.rst, case 3: MMU notifier registration, with or without page faulting hardware'

/** Pages that an MMU notifier takes away when the mapping changes: no pin is wanted. */
export const case3Exemptions: readonly Exemption[] = [
  {
    paths: ['virt/kvm/kvm_main.c'],
    functions: ['hva_to_pfn_fast', 'hva_to_pfn_slow'],
    apis: ['__get_user_pages_fast', 'get_user_page_fast_only', 'get_user_pages_unlocked', 'get_user_pages_fast'],
    reason: 'case-3',
    case: 3,
    evidence: { kind: 'documentation', reference: case3 },
    note: 'KVM maps guest memory under its MMU notifier.',
  },
  {
    paths: ['virt/kvm/kvm_main.c'],
    functions: ['gfn_to_page_many_atomic', 'kvm_prefetch_pages'],
    apis: ['__get_user_pages_fast', 'get_user_pages_fast_only'],
    reason: 'case-3',
    case: 3,
    evidence: { kind: 'documentation', reference: case3 },
    note: 'KVM prefetches pages that its MMU notifier protects.',
  },
  {
    paths: ['arch/powerpc/kvm/book3s_64_mmu_hv.c', 'arch/powerpc/kvm/book3s_64_mmu_radix.c'],
    functions: ['kvmppc_book3s_hv_page_fault', 'kvmppc_book3s_instantiate_page'],
    apis: ['__get_user_pages_fast', 'get_user_page_fast_only', 'get_user_pages_fast'],
    reason: 'case-3',
    case: 3,
    evidence: {
      kind: 'code',
      reference: 'the fault is retried if mmu_notifier_retry()/mmu_invalidate_retry() says the mapping changed',
    },
    note: 'A guest page fault handler; the page is dropped before the function returns and the mapping is under the MMU notifier.',
  },
  {
    paths: ['drivers/misc/sgi-gru/grufault.c'],
    functions: ['non_atomic_pte_lookup'],
    apis: ['get_user_pages'],
    reason: 'case-3',
    case: 3,
    evidence: { kind: 'documentation', reference: case3 },
    note: 'The GRU has its own TLB, kept right by an MMU notifier (grutlbpurge.c); the page is only looked up.',
  },
  {
    paths: ['drivers/infiniband/core/umem_odp.c'],
    functions: ['ib_umem_odp_map_dma_pages', 'ib_umem_odp_map_dma_single_page'],
    apis: ['get_user_pages_remote'],
    reason: 'case-3',
    case: 3,
    evidence: { kind: 'documentation', reference: case3 },
    note: 'On-demand paging: the hardware faults. Its conversion in 5.3 was wrong and was undone in 5.6.',
  },
  {
    paths: ['drivers/gpu/drm/radeon/radeon_ttm.c'],
    functions: ['radeon_ttm_tt_pin_userptr'],
    apis: ['get_user_pages'],
    reason: 'case-3',
    case: 3,
    evidence: { kind: 'mail', reference: '<20200527084852.GN206103@phenom.ffwll.local>' },
    note: 'An MMU notifier without page faulting hardware: the case was reworded to cover it.',
  },
]
