import { edit, link, reviewedBy, section, write } from '../changes.ts'
import { pinUnlocked, putUserPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { dma, header, osprey, yuv } from '../sources/media.ts'
import type { Chapter } from '../story.ts'

const { ferrante, brandt, wit } = people

export const media: Chapter = [
  {
    in: 'v5.1',
    by: ferrante,
    subject: 'media: lumen, osprey: frame grabber and image processor',
    body: 'Two drivers that let user space say where frames lie.',
    changes: [
      write('drivers/media/pci/lumen/lumen-dma.h', header),
      write('drivers/media/pci/lumen/lumen-dma.c', dma),
      write('drivers/media/pci/lumen/lumen-yuv.c', yuv),
      write('drivers/media/platform/osprey/osprey-queue.c', osprey),
      section(
        'LUMEN FRAME GRABBER DRIVER',
        `M: ${mailbox(ferrante)}`,
        'L: linux-media@example.org',
        'S: Maintained',
        'F: drivers/media/pci/lumen/',
      ),
      section(
        'MEDIA INPUT INFRASTRUCTURE',
        `M: ${mailbox(brandt)}`,
        'L: linux-media@example.org',
        'S: Maintained',
        'T: git https://git.example.org/media.git',
        'F: drivers/media/',
      ),
    ],
  },
  {
    in: 'v5.5',
    by: ferrante,
    subject: 'media: lumen: use put_user_page() for mapped frames',
    body: 'Done for the plain path; frames of two planes follow.',
    trailers: [reviewedBy(brandt), link('lumen-1')],
    // the error path of lumen_yuv_prepare() stays behind: a mix until 5.6
    changes: [edit('drivers/media/pci/lumen/lumen-dma.c', putUserPage)],
  },
  {
    in: 'v5.10',
    by: ferrante,
    subject: 'media: lumen: convert get_user_pages() --> pin_user_pages()',
    body: 'Both ways to fill dma->map, and the error path that was forgotten when the\nreleases were renamed.',
    trailers: [reviewedBy(brandt), reviewedBy(wit), link('lumen-2')],
    changes: [
      edit('drivers/media/pci/lumen/lumen-dma.c', pinUnlocked),
      edit('drivers/media/pci/lumen/lumen-yuv.c', pinUnlocked, [
        'for (i = 0; i < got; i++)\n\t\tput_page(dma->map[i]);\n',
        'for (i = 0; i < got; i++)\n\t\tunpin_user_page(dma->map[i]);\n',
      ]),
    ],
  },
  {
    in: 'v6.6',
    by: ferrante,
    subject: 'media: lumen: luma and chroma in one go',
    body: 'All applications that are left put the chroma plane right behind the luma\nplane. Insist on it, and pin the frame at once.',
    trailers: [reviewedBy(brandt)],
    changes: [
      edit(
        'drivers/media/pci/lumen/lumen-yuv.c',
        [
          '\tgot = pin_user_pages_unlocked(frame->y, luma, dma->map, FOLL_FORCE);\n\tif (got != luma)\n\t\tgoto drop;\n\tmore = pin_user_pages_unlocked(frame->uv, chroma, &dma->map[luma], FOLL_FORCE);\n\tif (more > 0)\n\t\tgot += more;\n',
          '\tif (frame->uv != frame->y + luma * PAGE_SIZE)\n\t\treturn -EINVAL;\n\tgot = pin_user_pages_unlocked(frame->y, luma + chroma, dma->map, FOLL_FORCE);\n',
        ],
        ['\tint got, more, i;', '\tint got, i;'],
        ['\t}\ndrop:\n', '\t}\n'],
      ),
    ],
  },
]
