import { c, edit, link, rename, reviewedBy, section, write } from '../changes.ts'
import { pinPlain } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { bufferHead, bufferRing, memmap, pinRegion, rest } from '../sources/io-uring.ts'
import type { Chapter } from '../story.ts'

const { wolny, brandt } = people

const converted = pinRegion
  .replace('get_user_pages(', 'pin_user_pages(')
  .replace('down_read(&current->mm->mmap_sem)', 'mmap_read_lock(current->mm)')
  .replace('up_read(&current->mm->mmap_sem)', 'mmap_read_unlock(current->mm)')
  .replace('put_page(', 'unpin_user_page(')

export const ioUring: Chapter = [
  {
    in: 'v5.1',
    by: wolny,
    subject: 'io_uring: register buffers of user space',
    body: 'Mapping the pages for every request costs more than the request.',
    changes: [
      write('fs/io_uring.c', bufferHead + pinRegion + rest),
      section(
        'IO_URING',
        `M: ${mailbox(wolny)}`,
        `R: ${mailbox(brandt)}`,
        'L: io-uring@example.org',
        'S: Maintained',
        'T: git https://git.example.org/block.git',
        'F: fs/io_uring.c',
      ),
    ],
  },
  {
    in: 'v5.5',
    by: wolny,
    subject: 'io_uring: convert put_page() to put_user_page()',
    body: 'For registered buffers. Pages of the rings are not of gup and stay.',
    trailers: [reviewedBy(brandt), link('uring-7')],
    changes: [
      edit('fs/io_uring.c', ['put_page(pages[', 'put_user_page(pages['], ['put_page(imu->', 'put_user_page(imu->']),
    ],
  },
  {
    in: 'v5.6',
    by: wolny,
    subject: 'io_uring: set FOLL_PIN via pin_user_pages()',
    body: 'Registered buffers are held until the ring goes.',
    trailers: [reviewedBy(brandt), link('foll-pin-15')],
    changes: [edit('fs/io_uring.c', pinPlain)],
  },
  {
    in: 'v5.15',
    by: wolny,
    subject: 'io_uring: move to its own top level directory',
    body: 'It outgrew fs/, and one file. No functional change.',
    trailers: [reviewedBy(brandt)],
    changes: [
      rename('fs/io_uring.c', 'io_uring/rsrc.c'),
      section(
        'IO_URING',
        `M: ${mailbox(wolny)}`,
        `R: ${mailbox(brandt)}`,
        'L: io-uring@example.org',
        'S: Maintained',
        'T: git https://git.example.org/block.git',
        'F: io_uring/',
      ),
    ],
  },
  {
    in: 'v5.19',
    by: wolny,
    subject: 'io_uring: move ring_pin_region() to memmap.c',
    body: 'Buffer rings want it, too.',
    changes: [
      edit(
        'io_uring/rsrc.c',
        [`${converted}\n`, ''],
        ['#include <linux/mm.h>\n', '#include <linux/mm.h>\n\n#include "memmap.h"\n'],
      ),
      write(
        'io_uring/memmap.h',
        c`
/* SPDX-License-Identifier: GPL-2.0 */
#ifndef IO_RING_MEMMAP_H
#define IO_RING_MEMMAP_H

struct page **ring_pin_region(unsigned long ubuf, unsigned long len, int *npages);

#endif
`,
      ),
      write('io_uring/memmap.c', memmap + converted),
    ],
  },
  {
    in: 'v6.1',
    by: wolny,
    subject: 'io_uring: buffer rings in user memory',
    body: 'Arrives pinned.',
    trailers: [reviewedBy(brandt)],
    changes: [write('io_uring/kbuf.c', bufferRing)],
  },
]
