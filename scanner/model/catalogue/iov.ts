import type { Api } from '../api.ts'
import { acquire, argument, during } from './define.ts'

export const iovApis: readonly Api[] = [
  /** include/linux/uio.h, lib/iov_iter.c; 3.15 to 5.19, and 6.2 to 6.4. */
  acquire('iov_iter_get_pages', 'iov-get', {
    carrier: argument(1, 'pages'),
    class: 'bvec',
    partners: ['put_page', 'release_pages'],
    targets: ['iov_iter_extract_pages'],
    window: during('3.15', '6.4'),
  }),
  /** include/linux/uio.h, lib/iov_iter.c; 3.15 to 5.19, and 6.2 to 6.4; allocates the array. */
  acquire('iov_iter_get_pages_alloc', 'iov-get', {
    carrier: argument(1, 'pages'),
    class: 'bvec',
    partners: ['put_page', 'release_pages'],
    targets: ['iov_iter_extract_pages'],
    window: during('3.15', '6.4'),
  }),
  /** include/linux/uio.h, lib/iov_iter.c; since 6.0; advances the iterator. */
  acquire('iov_iter_get_pages2', 'iov-get', {
    carrier: argument(1, 'pages'),
    class: 'bvec',
    partners: ['put_page', 'release_pages'],
    targets: ['iov_iter_extract_pages'],
    window: during('6.0'),
  }),
  /** include/linux/uio.h, lib/iov_iter.c; since 6.0; allocates the array and advances the iterator. */
  acquire('iov_iter_get_pages_alloc2', 'iov-get', {
    carrier: argument(1, 'pages'),
    class: 'bvec',
    partners: ['put_page', 'release_pages'],
    targets: ['iov_iter_extract_pages'],
    window: during('6.0'),
  }),
  /** include/linux/uio.h, lib/iov_iter.c; since 6.3. Pins user memory, takes nothing for kernel iterators. */
  acquire('iov_iter_extract_pages', 'iov-extract', {
    carrier: argument(1, 'pages'),
    class: 'bvec',
    partners: ['unpin_user_page', 'unpin_user_pages', 'unpin_user_folio', 'bio_release_pages'],
    window: during('6.3'),
  }),
  /** include/linux/uio.h; in 7.1, not in 6.19. */
  acquire('iov_iter_extract_bvecs', 'iov-extract', {
    carrier: argument(1, 'bv'),
    class: 'bvec',
    partners: ['unpin_user_page', 'unpin_user_pages', 'unpin_user_folio', 'bio_release_pages'],
    window: during('7.1'),
  }),
  /** include/linux/uio.h, lib/scatterlist.c; since 6.5. */
  acquire('extract_iter_to_sg', 'iov-extract', {
    carrier: argument(2, 'sgtable'),
    class: 'bvec',
    partners: ['unpin_user_page'],
    window: during('6.5'),
  }),
  /** include/linux/netfs.h, fs/netfs/iterator.c; in 6.4 alone. */
  acquire('netfs_extract_iter_to_sg', 'iov-extract', {
    carrier: argument(2, 'sgtable'),
    class: 'bvec',
    partners: ['unpin_user_page'],
    window: during('6.3', '6.4'),
  }),
  /** include/linux/netfs.h, fs/netfs/iterator.c; since 6.3. */
  acquire('netfs_extract_user_iter', 'iov-extract', {
    carrier: argument(2, 'new'),
    class: 'bvec',
    partners: ['unpin_user_page'],
    window: during('6.3'),
  }),
]
