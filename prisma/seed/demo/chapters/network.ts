import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { pinFast, pinPlain, putUserPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { skbUser, swiftHeader, swiftInfo, swiftRdma, tcpMap, zcringHeader, zcringUmem } from '../sources/network.ts'
import type { Chapter } from '../story.ts'

const { mensah, rinaldi, wit, teague } = people

export const network: Chapter = [
  {
    in: 'v5.1',
    by: mensah,
    subject: 'net: zcring and zero copy send',
    body: 'Buffers that are shared with a card, and packets made of the pages of the\nsender.',
    changes: [
      write('net/zcring/zcring.h', zcringHeader),
      write('net/zcring/umem.c', zcringUmem),
      write('net/core/skb_user.c', skbUser),
      section(
        'ZCRING SOCKETS',
        `M: ${mailbox(mensah)}`,
        `R: ${mailbox(teague)}`,
        'L: netdev@example.org',
        'S: Maintained',
        'F: net/zcring/',
      ),
      section(
        'NETWORKING [GENERAL]',
        `M: ${mailbox(teague)}`,
        'L: netdev@example.org',
        'S: Maintained',
        'T: git https://git.example.org/net.git',
        'F: net/',
      ),
    ],
  },
  {
    in: 'v5.1',
    by: rinaldi,
    subject: 'net: swiftmsg, reliable messages',
    body: 'With memory regions for the transports that can do without us.',
    changes: [
      write('net/swiftmsg/swiftmsg.h', swiftHeader),
      write('net/swiftmsg/rdma.c', swiftRdma),
      write('net/swiftmsg/info.c', swiftInfo),
      section(
        'SWIFTMSG SOCKETS',
        `M: ${mailbox(rinaldi)}`,
        'L: netdev@example.org',
        'S: Supported',
        'F: net/swiftmsg/',
      ),
    ],
  },
  {
    in: 'v5.3',
    by: wit,
    subject: 'zcring: convert put_page() to put_user_page*()',
    body: 'The loop goes: this is what put_user_pages_dirty_lock() is for.',
    trailers: [ackedBy(mensah), link('zcring-1')],
    changes: [
      edit('net/zcring/umem.c', [
        '\tu32 i;\n\n\tfor (i = 0; i < umem->npgs; i++) {\n\t\tset_page_dirty_lock(umem->pgs[i]);\n\t\tput_page(umem->pgs[i]);\n\t}\n',
        '\tput_user_pages_dirty_lock(umem->pgs, umem->npgs);\n',
      ]),
    ],
  },
  {
    in: 'v5.5',
    by: rinaldi,
    subject: 'swiftmsg: put_user_page() for memory regions',
    body: 'One of the two transports releases from a tasklet, so that nothing that\nsleeps may be used here.',
    trailers: [reviewedBy(teague)],
    changes: [edit('net/swiftmsg/rdma.c', putUserPage)],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'net: pin_user_pages() for zcring and swiftmsg',
    body: 'Both are case 2, and both name their releases already.',
    trailers: [ackedBy(mensah), ackedBy(rinaldi), link('foll-pin-16')],
    changes: [edit('net/zcring/umem.c', pinPlain), edit('net/swiftmsg/rdma.c', pinFast)],
  },
  {
    in: 'v5.10',
    by: rinaldi,
    subject: 'swiftmsg: info: convert to pin_user_pages_fast()',
    body: 'The tables are written into the pages: case 5. The error path keeps its\ncount of zero where nothing was pinned.',
    trailers: [reviewedBy(teague), link('swift-info-2')],
    changes: [
      edit(
        'net/swiftmsg/info.c',
        pinFast,
        [
          '\tfor (i = 0; i < nr_pages; i++)\n\t\tput_page(pages[i]);\n',
          '\tunpin_user_pages_dirty_lock(pages, nr_pages, ret > 0);\n',
        ],
        ['\tint i, ret;', '\tint ret;'],
      ),
    ],
  },
  {
    in: 'v6.1',
    by: teague,
    subject: 'net: place received payload in user memory',
    body: 'For cards that can: no copy, and no page flipping either.',
    trailers: [reviewedBy(mensah)],
    changes: [write('net/core/placement.c', tcpMap)],
  },
]
