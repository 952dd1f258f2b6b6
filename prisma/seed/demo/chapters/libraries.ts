import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { mailbox, people } from '../people.ts'
import {
  afUser,
  afUserExtracted,
  memfdExport,
  scatterlist,
  windowHeader,
  windowLibrary,
  windowTest,
} from '../sources/libraries.ts'
import type { Chapter } from '../story.ts'

const { seo, mensah, patel, novak, wit, arai } = people

/** lib/, crypto/ and dma-buf: what others build on. */
export const libraries: Chapter = [
  {
    in: 'v5.1',
    by: mensah,
    subject: 'crypto: af_user, ciphers for user space',
    body: 'Without a copy in either direction.',
    changes: [
      write('crypto/af_user.c', afUser),
      section(
        'CRYPTO API',
        `M: ${mailbox(mensah)}`,
        'L: linux-crypto@example.org',
        'S: Maintained',
        'F: crypto/',
        'F: include/crypto/',
      ),
    ],
  },
  {
    in: 'v5.10',
    by: patel,
    subject: 'lib: user_window, for drivers that map user memory',
    body: 'Three drivers had the same thirty lines. Test module included.',
    trailers: [reviewedBy(wit), link('window-1')],
    changes: [
      write('include/linux/user_window.h', windowHeader),
      write('lib/user_window.c', windowLibrary),
      write('lib/test_user_window.c', windowTest),
      section(
        'USER WINDOW LIBRARY',
        `M: ${mailbox(patel)}`,
        'S: Maintained',
        'F: include/linux/user_window.h',
        'F: lib/*user_window.c',
      ),
    ],
  },
  {
    in: 'v6.6',
    by: mensah,
    subject: 'crypto: af_user: use extract_iter_to_sg()',
    body: 'Pages of the caller are pinned, those of a pipe are not touched.',
    trailers: [ackedBy(seo), link('af-user-2')],
    changes: [
      write('lib/scatterlist.c', scatterlist),
      edit('include/linux/uio.h', [
        'int iov_iter_npages(',
        'ssize_t extract_iter_to_sg(struct iov_iter *iter, size_t maxsize, struct sg_table *sgtable,\n\t\t\t   unsigned int sg_max, unsigned int extraction_flags);\nint iov_iter_npages(',
      ]),
      edit('crypto/af_user.c', [/static int af_user_make_sg[\s\S]*?(?=\nint af_user_crypt)/, afUserExtracted]),
    ],
  },
  {
    in: 'v6.12',
    by: arai,
    subject: 'dma-buf: export memfds by their folios',
    body: 'For virtual machines that show a window without a copy.',
    trailers: [reviewedBy(novak), link('memfd-pin-8')],
    changes: [
      write('drivers/dma-buf/memfd-export.c', memfdExport),
      section(
        'DMA BUFFER SHARING FRAMEWORK',
        `M: ${mailbox(novak)}`,
        `R: ${mailbox(arai)}`,
        'L: linux-media@example.org',
        'L: dri-devel@example.org',
        'S: Maintained',
        'F: drivers/dma-buf/',
      ),
    ],
  },
]
