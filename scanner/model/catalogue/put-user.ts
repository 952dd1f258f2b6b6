import type { Api } from '../api.ts'
import { argument, during, release } from './define.ts'

const getPartners = [
  'get_user_pages',
  'get_user_pages_fast',
  'get_user_pages_remote',
  'get_user_pages_unlocked',
  'get_user_pages_locked',
] as const

export const putUserApis: readonly Api[] = [
  /** include/linux/mm.h; 5.2 to 5.5, only a put_page() inside (fc1d8e7cca2d). */
  release('put_user_page', 'put-user', {
    carrier: argument(0, 'page'),
    class: 'single-page',
    partners: getPartners,
    targets: ['unpin_user_page'],
    window: during('5.2', '5.5'),
  }),
  /** include/linux/mm.h; 5.2 to 5.5. Allows no NULL entries. */
  release('put_user_pages', 'put-user', {
    carrier: argument(0, 'pages'),
    class: 'page-array',
    partners: getPartners,
    targets: ['unpin_user_pages'],
    window: during('5.2', '5.5'),
  }),
  /** include/linux/mm.h; in 5.2 and 5.3, gone in 5.4. */
  release('put_user_pages_dirty', 'put-user', {
    carrier: argument(0, 'pages'),
    class: 'page-array',
    partners: getPartners,
    targets: ['unpin_user_pages_dirty_lock', 'put_user_pages_dirty_lock'],
    window: during('5.2', '5.3'),
  }),
  /** include/linux/mm.h; 5.2 to 5.5, with make_dirty since 5.4. */
  release('put_user_pages_dirty_lock', 'put-user', {
    carrier: argument(0, 'pages'),
    class: 'page-array',
    partners: getPartners,
    targets: ['unpin_user_pages_dirty_lock'],
    window: during('5.2', '5.5'),
  }),
]
