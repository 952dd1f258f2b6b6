import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { mailbox, people } from '../people.ts'
import { bio, bioHeader, userMap, wharf, wharfAdmin } from '../sources/block.ts'
import type { Chapter } from '../story.ts'

const { brandt, seo, patel } = people

export const block: Chapter = [
  {
    in: 'v5.1',
    by: brandt,
    subject: 'block: bios over user memory',
    body: 'Filled from an iterator, dropped when the data has come or gone.',
    changes: [
      write('include/linux/bio.h', bioHeader),
      write('block/bio.c', bio),
      write('block/user-map.c', userMap),
      section(
        'BLOCK LAYER',
        `M: ${mailbox(brandt)}`,
        'L: linux-block@example.org',
        'S: Maintained',
        'T: git https://git.example.org/block.git',
        'F: block/',
        'F: drivers/block/',
        'F: include/linux/bio.h',
      ),
    ],
  },
  {
    in: 'v5.1',
    by: patel,
    subject: 'block: wharf: driver for Wharf storage cards',
    body: 'Queues for user space, next to the ordinary block device.',
    changes: [
      write('drivers/block/wharf/wharf_cmd.c', wharf),
      write('drivers/block/wharf/wharf_admin.c', wharfAdmin),
      section(
        'WHARF STORAGE CARDS',
        `M: ${mailbox(patel)}`,
        'L: linux-block@example.org',
        'S: Supported',
        'F: drivers/block/wharf/',
      ),
    ],
  },
  {
    in: 'v5.10',
    by: patel,
    subject: 'block: wharf: pin the pages of user commands',
    body: 'Direct I/O in all but name.',
    trailers: [reviewedBy(brandt), link('wharf-1')],
    changes: [
      edit(
        'drivers/block/wharf/wharf_cmd.c',
        ['get_user_pages_fast(', 'pin_user_pages_fast('],
        [
          '\tfor (i = 0; i < got; i++)\n\t\tput_page(cmd->pages[i]);\n',
          '\tif (got > 0)\n\t\tunpin_user_pages(cmd->pages, got);\n',
        ],
        ['cmd->pages);\n\tint i;\n', 'cmd->pages);\n'],
        [
          '\tint i;\n\n\tfor (i = 0; i < cmd->nr_pages; i++) {\n\t\tif (cmd->to_user)\n\t\t\tset_page_dirty_lock(cmd->pages[i]);\n\t\tput_page(cmd->pages[i]);\n\t}\n',
          '\tunpin_user_pages_dirty_lock(cmd->pages, cmd->nr_pages, cmd->to_user);\n',
        ],
      ),
    ],
  },
  {
    in: 'v6.3',
    by: seo,
    subject: 'block: convert bio_iov_iter_get_pages() to iov_iter_extract_pages()',
    body: 'All direct I/O by bios is pinned with this. A bio over kernel memory holds\nnothing; BIO_PAGE_PINNED tells the two apart when the bio is done.',
    trailers: [reviewedBy(brandt), ackedBy(patel), link('extract-4')],
    changes: [
      edit(
        'block/bio.c',
        [
          '\tsize = iov_iter_get_pages2(iter, pages, LONG_MAX, room, &offset);\n',
          '\tif (iov_iter_extract_will_pin(iter))\n\t\tbio_set_flag(bio, BIO_PAGE_PINNED);\n\tsize = iov_iter_extract_pages(iter, &pages, LONG_MAX, room, 0, &offset);\n',
        ],
        [
          '\t\tput_page(bvec->bv_page);\n',
          '\t\tif (bio_flagged(bio, BIO_PAGE_PINNED))\n\t\t\tunpin_user_page(bvec->bv_page);\n',
        ],
      ),
    ],
  },
]
