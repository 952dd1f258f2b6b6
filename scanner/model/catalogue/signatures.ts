import type { VersionWindow } from '../api.ts'
import { during } from './define.ts'

/** One form that a function had, by the names of its parameters as include/linux/mm.h gave them. */
export interface Signature {
  readonly parameters: readonly string[]
  readonly window: VersionWindow
  /** It returns what carries the pages, and takes no such argument. */
  readonly returnsCarrier?: true
}

function form(window: VersionWindow, parameters: string): Signature {
  return { window, parameters: parameters.split(' ') }
}

const pinned: readonly Signature[] = [
  form(during('6.5'), 'start nr_pages gup_flags pages'),
  form(during('5.6', '6.4'), 'start nr_pages gup_flags pages vmas'),
]
const fast: readonly Signature[] = [form(during(null), 'start nr_pages gup_flags pages')]
const locked = form(during('4.9', '5.17'), 'start nr_pages gup_flags pages locked')

/**
 * Every form of functions whose parameters moved, the newest first. Windows are those of mainline; the stable line 4.4
 * took `gup_flags` from 4.9 and kept the task in front.
 */
export const signatures: ReadonlyMap<string, readonly Signature[]> = new Map([
  [
    'get_user_pages',
    [
      form(during('6.5'), 'start nr_pages gup_flags pages'),
      form(during('4.9', '6.4'), 'start nr_pages gup_flags pages vmas'),
      form(during('4.6', '4.8'), 'start nr_pages write force pages vmas'),
      form(during('4.4', '4.4'), 'tsk mm start nr_pages gup_flags pages vmas'),
      form(during(null, '4.8'), 'tsk mm start nr_pages write force pages vmas'),
    ],
  ],
  [
    'get_user_pages_remote',
    [
      form(during('6.5'), 'mm start nr_pages gup_flags pages locked'),
      form(during('5.9', '6.4'), 'mm start nr_pages gup_flags pages vmas locked'),
      form(during('4.10', '5.8'), 'tsk mm start nr_pages gup_flags pages vmas locked'),
      form(during('4.9', '4.9'), 'tsk mm start nr_pages gup_flags pages vmas'),
      form(during('4.6', '4.8'), 'tsk mm start nr_pages write force pages vmas'),
    ],
  ],
  [
    'get_user_pages_locked',
    [
      locked,
      form(during('4.6', '4.8'), 'start nr_pages write force pages locked'),
      form(during('4.4', '4.4'), 'tsk mm start nr_pages gup_flags pages locked'),
      form(during('4.0', '4.5'), 'tsk mm start nr_pages write force pages locked'),
    ],
  ],
  [
    'get_user_pages_unlocked',
    [
      form(during('4.9'), 'start nr_pages pages gup_flags'),
      form(during('4.6', '4.8'), 'start nr_pages write force pages'),
      form(during('4.4', '4.4'), 'tsk mm start nr_pages pages gup_flags'),
      form(during('4.0', '4.5'), 'tsk mm start nr_pages write force pages'),
    ],
  ],
  ['get_user_pages_fast', fast],
  ['__get_user_pages_fast', fast],
  ['get_user_pages_fast_only', fast],
  ['get_user_pages_longterm', [form(during('4.15', '5.1'), 'start nr_pages gup_flags pages vmas')]],
  ['pin_user_pages', pinned],
  [
    'pin_user_pages_remote',
    [
      form(during('6.5'), 'mm start nr_pages gup_flags pages locked'),
      form(during('5.9', '6.4'), 'mm start nr_pages gup_flags pages vmas locked'),
      form(during('5.6', '5.8'), 'tsk mm start nr_pages gup_flags pages vmas locked'),
    ],
  ],
  ['pin_user_pages_fast', fast],
  ['pin_user_pages_fast_only', fast],
  ['pin_user_pages_locked', [locked]],
  ['pin_user_pages_unlocked', [form(during('5.8'), 'start nr_pages pages gup_flags')]],
  [
    'bio_map_user_iov',
    [
      form(during('5.11'), 'rq iter gfp_mask'),
      { ...form(during('4.1', '5.10'), 'q iter gfp_mask'), returnsCarrier: true },
      { ...form(during(null, '4.0'), 'q bdev iov iov_count write_to_vm gfp_mask'), returnsCarrier: true },
    ],
  ],
  [
    'get_vaddr_frames',
    [
      form(during('4.9'), 'start nr_frames gup_flags vec'),
      form(during('4.3', '4.8'), 'start nr_frames write force vec'),
    ],
  ],
])
