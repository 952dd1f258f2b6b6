import type { Api } from '../api.ts'
import { acquire, argument, during, release } from './define.ts'

export const bioApis: readonly Api[] = [
  /** include/linux/bio.h, block/bio.c; extracts inside since 6.3 (920756a3306a). */
  acquire('bio_iov_iter_get_pages', 'bio', {
    carrier: argument(0, 'bio'),
    class: 'bvec',
    partners: ['bio_release_pages', 'bio_check_pages_dirty'],
    window: during(null),
  }),
  /** include/linux/bio.h up to 5.10, since then static in block/blk-map.c. */
  acquire('bio_map_user_iov', 'bio', {
    carrier: argument(0, 'rq', 'bio'),
    class: 'bvec',
    partners: ['bio_unmap_user', 'blk_rq_unmap_user'],
    window: during(null),
  }),
  /** include/linux/blk-mq.h (blkdev.h up to 5.15), block/blk-map.c; extracts inside since 6.3 (fd20d0c1852e). */
  acquire('blk_rq_map_user', 'bio', {
    carrier: argument(1, 'rq', 'bio'),
    class: 'bvec',
    partners: ['blk_rq_unmap_user'],
    window: during(null),
  }),
  /** include/linux/blk-mq.h (blkdev.h up to 5.15), block/blk-map.c. */
  acquire('blk_rq_map_user_iov', 'bio', {
    carrier: argument(1, 'rq', 'bio'),
    class: 'bvec',
    partners: ['blk_rq_unmap_user'],
    window: during(null),
  }),
  /** include/linux/blk-mq.h, block/blk-map.c; in 6.1. */
  acquire('blk_rq_map_user_io', 'bio', {
    carrier: argument(0, 'req', 'bio'),
    class: 'bvec',
    partners: ['blk_rq_unmap_user'],
    window: during('6.1'),
  }),
  /** include/linux/bio.h, block/bio.c; exported and with mark_dirty since 5.3. Unpins if BIO_PAGE_PINNED. */
  release('bio_release_pages', 'bio', {
    carrier: argument(0, 'bio'),
    class: 'bvec',
    partners: ['bio_iov_iter_get_pages'],
    window: during(null),
  }),
  /** include/linux/bio.h, block/bio.c; since 5.19. */
  release('__bio_release_pages', 'bio', {
    carrier: argument(0, 'bio'),
    class: 'bvec',
    partners: ['bio_iov_iter_get_pages'],
    window: during('5.19'),
  }),
  /** block/blk.h, inline; in 6.5 to 6.19, gone in 7.1. */
  release('bio_release_page', 'bio', {
    carrier: argument(1, 'page'),
    class: 'bvec',
    partners: ['bio_iov_iter_get_pages'],
    window: during('6.5', '6.19'),
  }),
  /** include/linux/bio.h, block/bio.c; releases the pages, at once or from a work item. */
  release('bio_check_pages_dirty', 'bio', {
    carrier: argument(0, 'bio'),
    class: 'bvec',
    partners: ['bio_iov_iter_get_pages'],
    window: during(null),
  }),
  /** include/linux/bio.h, block/bio.c; in 5.10, gone in 5.15. */
  release('bio_unmap_user', 'bio', {
    carrier: argument(0, 'bio'),
    class: 'bvec',
    partners: ['bio_map_user_iov'],
    window: during(null, '5.14'),
  }),
  /** include/linux/blk-mq.h (blkdev.h up to 5.15), block/blk-map.c. */
  release('blk_rq_unmap_user', 'bio', {
    carrier: argument(0, 'bio'),
    class: 'bvec',
    partners: ['blk_rq_map_user', 'blk_rq_map_user_iov', 'blk_rq_map_user_io'],
    window: during(null),
  }),
]
