import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { mailbox, people } from '../people.ts'
import { loamDirect, loamInline, mossDirect, mossSigned, orchard, orchardRing } from '../sources/filesystems.ts'
import type { Chapter } from '../story.ts'

const { lindqvist, quintero, seo, haddad } = people

export const filesystems: Chapter = [
  {
    in: 'v5.1',
    by: lindqvist,
    subject: 'fs: loamfs, an extent based filesystem',
    body: 'Buffered and direct I/O; small files live in their inode.',
    changes: [
      write('fs/loamfs/direct-io.c', loamDirect),
      write('fs/loamfs/inline.c', loamInline),
      section(
        'LOAMFS FILESYSTEM',
        `M: ${mailbox(lindqvist)}`,
        'L: linux-fsdevel@example.org',
        'S: Supported',
        'T: git https://git.example.org/loamfs.git',
        'F: fs/loamfs/',
      ),
      section(
        'FILESYSTEMS (VFS and infrastructure)',
        `M: ${mailbox(seo)}`,
        `M: ${mailbox(lindqvist)}`,
        'L: linux-fsdevel@example.org',
        'S: Maintained',
        'F: fs/',
        'X: fs/orchardfs/',
      ),
    ],
  },
  {
    in: 'v5.1',
    by: quintero,
    subject: 'fs: mossfs and orchardfs',
    body: 'A network filesystem, and one whose daemon is a process.',
    changes: [
      write('fs/mossfs/direct.c', mossDirect),
      write('fs/mossfs/signed.c', mossSigned),
      write('fs/orchardfs/file.c', orchard),
      section(
        'MOSSFS NETWORK FILESYSTEM',
        `M: ${mailbox(quintero)}`,
        'L: linux-fsdevel@example.org',
        'S: Odd Fixes',
        'F: fs/mossfs/',
      ),
      section(
        'ORCHARDFS: FILESYSTEM IN USERSPACE',
        `M: ${mailbox(haddad)}`,
        'L: orchard-devel@example.org',
        'S: Maintained',
        'F: fs/orchardfs/',
      ),
    ],
  },
  {
    in: 'v5.15',
    by: haddad,
    subject: 'orchardfs: share a ring with the daemon',
    body: 'Requests go through memory that both sides map, without a system call each.',
    trailers: [reviewedBy(seo)],
    changes: [write('fs/orchardfs/ring.c', orchardRing)],
  },
  {
    in: 'v6.3',
    by: quintero,
    subject: 'mossfs: extract the pages of signed writes',
    body: 'The pages are pinned if they are user memory; the request remembers which.',
    trailers: [reviewedBy(seo), link('extract-7')],
    changes: [
      edit(
        'fs/mossfs/signed.c',
        [
          'iov_iter_get_pages_alloc2(iter, &sw->pages, len, &start);',
          'iov_iter_extract_pages(iter, &sw->pages, len, INT_MAX, 0, &start);',
        ],
        [
          '\tsw->npages = DIV_ROUND_UP',
          '\tsw->need_unpin = iov_iter_extract_will_pin(iter);\n\tsw->npages = DIV_ROUND_UP',
        ],
        [
          '\tunsigned int i;\n\n\tfor (i = 0; i < sw->npages; i++)\n\t\tput_page(sw->pages[i]);\n',
          '\tif (sw->need_unpin)\n\t\tunpin_user_pages(sw->pages, sw->npages);\n',
        ],
      ),
    ],
  },
  {
    in: 'v6.6',
    by: lindqvist,
    subject: 'loamfs: pin the pages of inline writes',
    body: 'The copy sleeps for its journal, and what is copied may be truncated\nmeanwhile.',
    trailers: [reviewedBy(seo), link('loam-inline-1')],
    changes: [
      edit(
        'fs/loamfs/inline.c',
        ['struct page *pages[LOAM_INLINE_PAGES];\n', 'struct page *array[LOAM_INLINE_PAGES], **pages = array;\n'],
        [
          'iov_iter_get_pages2(iter, pages, LOAM_INLINE_MAX, LOAM_INLINE_PAGES, &offset);',
          'iov_iter_extract_pages(iter, &pages, LOAM_INLINE_MAX, LOAM_INLINE_PAGES, 0,\n\t\t\t\t       &offset);',
        ],
        [
          '\tfor (i = 0; i < nr; i++)\n\t\tput_page(pages[i]);\n',
          '\tif (iov_iter_extract_will_pin(iter))\n\t\tunpin_user_pages(pages, nr);\n',
        ],
        ['\tint i, nr;', '\tint nr;'],
      ),
    ],
  },
  {
    in: 'v6.12',
    by: haddad,
    subject: 'orchardfs: pin the pages of direct I/O',
    body: 'The daemon may take its time, and the pages are written by it. Kernel\niterators are handed on as they are: then there is nothing to drop.',
    trailers: [ackedBy(seo), link('orchard-pin-3')],
    changes: [
      edit(
        'fs/orchardfs/file.c',
        [
          '\tunsigned int i;\n\n\tfor (i = 0; i < args->num_pages; i++) {\n\t\tif (args->user_pages && res > 0)\n\t\t\tset_page_dirty_lock(args->pages[i]);\n\t\tput_page(args->pages[i]);\n\t}\n',
          '\tif (args->is_pinned)\n\t\tunpin_user_pages_dirty_lock(args->pages, args->num_pages,\n\t\t\t\t\t    args->user_pages && res > 0);\n',
        ],
        [
          '\t\tssize_t ret = iov_iter_get_pages2(iter, &args->pages[args->num_pages],\n\t\t\t\t\t\t *nbytes - total,\n\t\t\t\t\t\t args->max_pages - args->num_pages, &start);\n',
          '\t\tstruct page **into = &args->pages[args->num_pages];\n\t\tssize_t ret = iov_iter_extract_pages(iter, &into, *nbytes - total,\n\t\t\t\t\t\t     args->max_pages - args->num_pages,\n\t\t\t\t\t\t     0, &start);\n',
        ],
        [
          '\targs->user_pages = true;\n',
          '\targs->is_pinned = iov_iter_extract_will_pin(iter);\n\targs->user_pages = true;\n',
        ],
      ),
    ],
  },
]
