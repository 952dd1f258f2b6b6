import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { pinFast, pinPlain, unpinArray, unpinPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { cursor, fence, header, pinnedPut, userptr } from '../sources/graphics.ts'
import type { Chapter } from '../story.ts'

const { arai, novak, wit } = people

const loopedPut = userptr.slice(userptr.indexOf('\tunsigned long i;\n\n\ttern_object_unmap_sgt'))

export const graphics: Chapter = [
  {
    in: 'v5.1',
    by: arai,
    subject: 'drm/tern: driver for Tern display and render cores',
    body: 'Modesetting, a cursor, buffers of the user, and fences in user memory.',
    changes: [
      write('drivers/gpu/drm/tern/tern_gem.h', header),
      write('drivers/gpu/drm/tern/tern_userptr.c', userptr),
      write('drivers/gpu/drm/tern/tern_cursor.c', cursor),
      write('drivers/gpu/drm/tern/tern_fence.c', fence),
      section(
        'DRM DRIVER FOR TERN GPUS',
        `M: ${mailbox(arai)}`,
        `R: ${mailbox(novak)}`,
        'L: dri-devel@example.org',
        'S: Supported',
        'T: git https://git.example.org/drm/tern.git',
        'F: drivers/gpu/drm/tern/',
      ),
      section(
        'DRM DRIVERS',
        `M: ${mailbox(novak)}`,
        'L: dri-devel@example.org',
        'S: Maintained',
        'T: git https://git.example.org/drm/drm.git',
        'F: drivers/gpu/',
      ),
    ],
  },
  {
    in: 'v5.10',
    by: arai,
    subject: 'drm/tern: convert userptr objects to pin_user_pages()',
    body: 'The render cores write to these pages at any time: case 2 in all but name.\nset_page_dirty() without the page lock goes, too.',
    trailers: [reviewedBy(novak), link('tern-pin-1')],
    changes: [
      edit(
        'drivers/gpu/drm/tern/tern_userptr.c',
        pinPlain,
        ['FOLL_WRITE;', 'FOLL_WRITE | FOLL_LONGTERM;'],
        unpinArray,
        [loopedPut, pinnedPut],
      ),
    ],
  },
  {
    in: 'v5.15',
    by: arai,
    subject: 'drm/tern: pin the page of a user fence',
    body: 'The doorbell is written by the device for as long as the fence lives.',
    trailers: [reviewedBy(novak)],
    changes: [
      edit('drivers/gpu/drm/tern/tern_fence.c', pinFast, unpinPage, ['FOLL_WRITE,', 'FOLL_WRITE | FOLL_LONGTERM,']),
    ],
  },
  {
    in: 'v5.19',
    by: arai,
    subject: 'drm/tern: pin the pages of a cursor while it is copied',
    body: 'The copy to the card may fault and sleep. While at it map one page at a\ntime, and only for this thread.',
    trailers: [reviewedBy(novak)],
    changes: [
      edit(
        'drivers/gpu/drm/tern/tern_cursor.c',
        pinFast,
        unpinPage,
        ['kmap(pages[i])', 'kmap_local_page(pages[i])'],
        ['kunmap(pages[i])', 'kunmap_local(from)'],
      ),
    ],
  },
  {
    in: 'v6.1',
    by: novak,
    subject: 'Revert "drm/tern: convert userptr objects to pin_user_pages()"',
    body: 'This reverts commit 829ecaee14e5de44f3e4539853fe8c0ca7833db8.\n\nFOLL_LONGTERM moves pages out of movable zones, and on boards with a large\nCMA area that made the first draw call of a process take a second. Until\nthere is a better answer go back to plain references.',
    trailers: [ackedBy(arai), link('tern-stall-1')],
    changes: [
      edit(
        'drivers/gpu/drm/tern/tern_userptr.c',
        [/\bpin_user_pages\(/, 'get_user_pages('],
        ['FOLL_WRITE | FOLL_LONGTERM;', 'FOLL_WRITE;'],
        ['\tunpin_user_pages(', '\trelease_pages('],
        [pinnedPut, loopedPut],
      ),
    ],
  },
  {
    in: 'v6.10',
    by: arai,
    subject: 'drm/tern: pin userptr objects again, one batch at a time',
    body: 'Pages are migrated in one go since the batch is not cut at every hole any\nmore; the first draw call is back below two milliseconds. The revert had\nbrought back writes to pages that the file system held for clean.',
    trailers: [
      'Fixes: 0211af844d65 ("Revert "drm/tern: convert userptr objects to pin_user_pages()"")',
      reviewedBy(novak),
      ackedBy(wit),
      link('tern-pin-again-2'),
    ],
    changes: [
      edit(
        'drivers/gpu/drm/tern/tern_userptr.c',
        pinPlain,
        ['FOLL_WRITE;', 'FOLL_WRITE | FOLL_LONGTERM;'],
        unpinArray,
        [loopedPut, pinnedPut],
      ),
    ],
  },
]
