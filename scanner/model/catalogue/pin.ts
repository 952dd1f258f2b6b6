import type { Api } from '../api.ts'
import { acquire, argument, during, flagsAt, release } from './define.ts'

const unpinPartners = [
  'unpin_user_page',
  'unpin_user_pages',
  'unpin_user_pages_dirty_lock',
  'unpin_user_page_range_dirty_lock',
  'unpin_user_folio',
] as const
const pinPartners = [
  'pin_user_pages',
  'pin_user_pages_fast',
  'pin_user_pages_remote',
  'pin_user_pages_unlocked',
  'iov_iter_extract_pages',
] as const

export const pinApis: readonly Api[] = [
  /** include/linux/mm.h, mm/gup.c; since 5.6 (eddb1c228f79). */
  acquire('pin_user_pages', 'pin', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: unpinPartners,
    window: during('5.6'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h, mm/gup.c; since 5.6, with a task in front of the mm up to 5.8. */
  acquire('pin_user_pages_remote', 'pin', {
    carrier: argument(4, 'pages'),
    class: 'page-array',
    partners: unpinPartners,
    window: during('5.6'),
    flags: flagsAt(3),
  }),
  /** include/linux/mm.h, mm/gup.c; since 5.6. */
  acquire('pin_user_pages_fast', 'pin', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: unpinPartners,
    window: during('5.6'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h, mm/gup.c; since 5.8. The pages stand before the flags. */
  acquire('pin_user_pages_unlocked', 'pin', {
    carrier: argument(2, 'pages'),
    class: 'page-array',
    partners: unpinPartners,
    window: during('5.8'),
    flags: flagsAt(3),
  }),
  /** include/linux/mm.h; in 5.8 to 5.15, gone in 6.0. */
  acquire('pin_user_pages_locked', 'pin', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: unpinPartners,
    window: during('5.8', '5.15'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h; in 5.8 to 6.1, gone in 6.4. */
  acquire('pin_user_pages_fast_only', 'pin', {
    carrier: argument(3, 'pages'),
    class: 'page-array',
    partners: unpinPartners,
    window: during('5.8', '6.3'),
    flags: flagsAt(2),
  }),
  /** include/linux/mm.h, mm/gup.c; since 5.6 (renamed from put_user_page, f1f6a7dd9b53). */
  release('unpin_user_page', 'pin', {
    carrier: argument(0, 'page'),
    class: 'single-page',
    partners: pinPartners,
    window: during('5.6'),
  }),
  /** include/linux/mm.h, mm/gup.c; since 5.6. */
  release('unpin_user_pages', 'pin', {
    carrier: argument(0, 'pages'),
    class: 'page-array',
    partners: pinPartners,
    window: during('5.6'),
  }),
  /** include/linux/mm.h, mm/gup.c; since 5.6. May sleep. */
  release('unpin_user_pages_dirty_lock', 'pin', {
    carrier: argument(0, 'pages'),
    class: 'page-array',
    partners: pinPartners,
    window: during('5.6'),
  }),
  /** include/linux/mm.h, mm/gup.c; in 5.15, not in 5.10. First page of a contiguous range. */
  release('unpin_user_page_range_dirty_lock', 'pin', {
    carrier: argument(0, 'page'),
    class: 'page-array',
    partners: pinPartners,
    window: during('5.13'),
  }),
  /** include/linux/mm.h, mm/gup.c; in 6.12, not in 6.8. Counts pages. */
  release('unpin_user_folio', 'pin', {
    carrier: argument(0, 'folio'),
    class: 'folio',
    partners: pinPartners,
    window: during('6.12'),
  }),
]
