import type { Exemption } from './exemption.ts'

const evidence = {
  kind: 'documentation',
  reference: 'Documentation/core-api/pin_user_pages.rst, case 4: pinning for struct page manipulation only',
} as const

/** Sites that look at struct page and never at the data. */
export const case4Exemptions: readonly Exemption[] = [
  {
    paths: ['kernel/futex.c', 'kernel/futex/core.c'],
    functions: ['get_futex_key'],
    apis: ['get_user_pages_fast'],
    reason: 'case-4',
    case: 4,
    evidence,
    note: 'The futex key is made of the mapping and index of the page.',
  },
  {
    paths: ['mm/mempolicy.c'],
    functions: ['lookup_node'],
    apis: ['get_user_pages', 'get_user_pages_locked', 'get_user_pages_fast'],
    reason: 'case-4',
    case: 4,
    evidence,
    note: 'Only the node of the page is asked for.',
  },
  {
    paths: ['kernel/events/core.c'],
    functions: ['perf_virt_to_phys'],
    apis: ['__get_user_pages_fast', 'get_user_page_fast_only'],
    reason: 'case-4',
    case: 4,
    evidence,
    note: 'Only the physical address of the page is asked for.',
  },
  {
    paths: ['mm/madvise.c'],
    functions: ['madvise_inject_error'],
    apis: ['get_user_pages_fast'],
    reason: 'case-4',
    case: 4,
    evidence,
    note: 'The reference is handed to memory_failure() or soft_offline_page() (MF_COUNT_INCREASED).',
  },
  {
    paths: ['mm/rmap.c'],
    functions: ['make_device_exclusive_range', 'make_device_exclusive'],
    apis: ['get_user_pages_remote', 'get_user_page_vma_remote'],
    reason: 'case-4',
    case: 4,
    evidence,
    note: 'The mapping of the page is replaced by device-exclusive entries; its data is not touched.',
  },
  {
    paths: ['drivers/android/binder_alloc.c'],
    functions: ['binder_page_lookup'],
    apis: ['get_user_pages_remote'],
    reason: 'case-4',
    case: 4,
    evidence,
    note: 'Looks up a page that binder itself inserted.',
  },
]
