import type { Api } from '../api.ts'
import { acquire, argument, during, flagsAt, genericRelease, returned } from './define.ts'

const putPartners = ['put_page', 'release_pages', 'folio_put', 'put_user_page', 'put_user_pages'] as const
const getPartners = [
  'get_user_pages',
  'get_user_pages_fast',
  'get_user_pages_remote',
  'get_user_pages_unlocked',
  'iov_iter_get_pages2',
] as const

export const getApis: readonly Api[] = [
  /** include/linux/mm.h, mm/gup.c; in every tree read. NULL for the pages takes no reference. */
  acquire('get_user_pages', 'get', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages'],
    window: during(null),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h, mm/gup.c; since 4.6, with a task in front of the mm up to 5.8. */
  acquire('get_user_pages_remote', 'get', {
    carrier: argument(4, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages_remote'],
    window: during('4.6'),
    flags: flagsAt(3),
  }),
  /** include/linux/mm.h; in 5.15, gone in 6.0. */
  acquire('get_user_pages_locked', 'get', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages_locked', 'pin_user_pages_fast'],
    window: during('4.0', '5.15'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h, mm/gup.c; the pages stand before the flags. */
  acquire('get_user_pages_unlocked', 'get', {
    carrier: argument(2, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages_unlocked'],
    window: during('4.0'),
    flags: flagsAt(3),
  }),
  /** include/linux/mm.h, mm/gup.c; took `int write` for flags before 5.2, defined below arch/ too up to 5.2. */
  acquire('get_user_pages_fast', 'get', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages_fast'],
    window: during('2.6.27'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h; in 5.7, gone in 5.8 (get_user_pages_fast_only). */
  acquire('__get_user_pages_fast', 'get', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages_fast_only'],
    window: during(null, '5.7'),
  }),
  /** include/linux/mm.h, mm/gup.c; since 5.8. Never sleeps; its pin form was there from 5.8 to 6.1. */
  acquire('get_user_pages_fast_only', 'get', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages_fast_only'],
    window: during('5.8'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h, inline; since 5.8. */
  acquire('get_user_page_fast_only', 'get', {
    carrier: argument(2, 'pagep'),
    class: 'single-page',
    partners: putPartners,
    window: during('5.8'),
    flags: flagsAt(1),
  }),
  /** include/linux/mm.h, inline; since 6.5. Returns the page, or an error pointer. */
  acquire('get_user_page_vma_remote', 'get', {
    carrier: returned,
    class: 'single-page',
    partners: ['put_page', 'unmap_and_put_page', 'folio_put'],
    targets: ['pin_user_pages_remote'],
    window: during('6.5'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h; in 4.19 and 5.0, gone in 5.2 (FOLL_LONGTERM). */
  acquire('get_user_pages_longterm', 'get', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: putPartners,
    targets: ['pin_user_pages'],
    window: during('4.15', '5.1'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h, mm/gup.c; for writing core dumps. */
  acquire('get_dump_page', 'get', {
    carrier: returned,
    class: 'single-page',
    partners: ['put_page'],
    window: during(null),
  }),
  /** include/linux/mm.h, mm/swap.c; kernel memory. In 5.10, gone in 5.15. */
  acquire('get_kernel_page', 'get', {
    carrier: argument(2, 'pages'),
    class: 'single-page',
    partners: ['put_page'],
    window: during(null, '5.14'),
  }),
  /** include/linux/mm.h, mm/swap.c; kernel memory, for tee alone. In 6.1, gone in 6.4. */
  acquire('get_kernel_pages', 'get', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: ['put_page'],
    window: during(null, '6.3'),
  }),
  /** include/linux/mm.h, mm/gup.c; takes a reference only with FOLL_GET. In 6.8, gone in 6.12. */
  acquire('follow_page', 'get', {
    carrier: returned,
    class: 'single-page',
    partners: ['put_page'],
    window: during(null, '6.11'),
    flags: flagsAt(2, 'foll_flags'),
    needsFlag: 'FOLL_GET',
  }),
  /** include/linux/mm.h, inline; in every tree read. Nearly all calls have nothing to do with gup. */
  genericRelease('put_page', 'get', {
    carrier: argument(0, 'page'),
    class: 'single-page',
    partners: getPartners,
    targets: ['unpin_user_page', 'put_user_page'],
    window: during(null),
  }),
  /** include/linux/pagemap.h, a macro for `put_page()`; gone in 4.6. */
  genericRelease('page_cache_release', 'get', {
    carrier: argument(0, 'page'),
    class: 'single-page',
    partners: getPartners,
    targets: ['unpin_user_page', 'put_user_page'],
    window: during(null, '4.5'),
  }),
  /** include/linux/mm.h, mm/swap.c; since 6.4 also takes folios. */
  genericRelease('release_pages', 'get', {
    carrier: argument(0, 'pages'),
    class: 'page-array',
    partners: getPartners,
    targets: ['unpin_user_pages', 'put_user_pages'],
    window: during(null),
  }),
  /** include/linux/highmem.h, inline; in 6.5 to 6.12, gone in 7.3. Hides a put_page(). */
  genericRelease('unmap_and_put_page', 'get', {
    carrier: argument(0, 'page'),
    class: 'single-page',
    partners: ['get_user_page_vma_remote'],
    targets: ['unpin_user_page'],
    window: during('6.5', '6.12'),
  }),
]
