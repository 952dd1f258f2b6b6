import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { pinFast, unpinPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import {
  dmabufHeap,
  gust,
  kestrelBo,
  kestrelControl,
  kestrelHeader,
  nvmeTarget,
  rookery,
  saltbox,
} from '../sources/newcomers.ts'
import type { Chapter } from '../story.ts'

const { arai, brandt, ferrante, mensah, rinaldi, teague, verbeek, wolny } = people

/** Drivers that come in while everybody else converts: some as they should, some not. */
export const newcomers: Chapter = [
  {
    in: 'v5.10',
    by: rinaldi,
    subject: 'accel: kestrel: driver for Kestrel inference cards',
    body: 'Tensors are mapped from user memory. Tested with the three cards there are.',
    trailers: [reviewedBy(arai)],
    changes: [
      write('drivers/accel/kestrel/kestrel.h', kestrelHeader),
      write('drivers/accel/kestrel/kestrel_bo.c', kestrelBo),
      section(
        'KESTREL ACCELERATOR DRIVER',
        `M: ${mailbox(rinaldi)}`,
        'L: dri-devel@example.org',
        'S: Supported',
        'F: drivers/accel/kestrel/',
      ),
    ],
  },
  {
    in: 'v5.15',
    by: brandt,
    subject: 'hwtracing: gust: ring buffers in user memory',
    body: 'Arrives pinned.',
    changes: [
      write('drivers/hwtracing/gust/gust_ring.c', gust),
      section('GUST TRACE UNITS', `M: ${mailbox(brandt)}`, 'S: Maintained', 'F: drivers/hwtracing/gust/'),
    ],
  },
  {
    in: 'v5.19',
    by: ferrante,
    subject: 'media: larder: lend frames to a decoder',
    body: 'Arrives pinned; the table of the frame is all that is kept.',
    changes: [write('drivers/media/platform/larder/larder-frame.c', dmabufHeap)],
  },
  {
    in: 'v6.1',
    by: rinaldi,
    subject: 'accel: kestrel: control messages with payload',
    body: 'Up to a megabyte, sent from where it lies.',
    trailers: [reviewedBy(arai)],
    changes: [write('drivers/accel/kestrel/kestrel_control.c', kestrelControl)],
  },
  {
    in: 'v6.1',
    by: wolny,
    subject: 'block: ferry: a block device served by a process',
    body: 'Requests travel over a ring, data by copy.',
    trailers: [reviewedBy(brandt)],
    changes: [
      write('drivers/block/ferry.c', nvmeTarget),
      section(
        'FERRY USERSPACE BLOCK DRIVER',
        `M: ${mailbox(wolny)}`,
        'L: linux-block@example.org',
        'S: Maintained',
        'F: drivers/block/ferry.c',
      ),
    ],
  },
  {
    in: 'v6.6',
    by: teague,
    subject: 'misc: saltbox: firmware and logs of storage enclosures',
    body: 'From the vendor, with the comments of two rounds worked in.',
    changes: [
      write('drivers/misc/saltbox/saltbox_flash.c', saltbox),
      section('SALTBOX ENCLOSURES', `M: ${mailbox(teague)}`, 'S: Odd Fixes', 'F: drivers/misc/saltbox/'),
    ],
  },
  {
    in: 'v6.10',
    by: verbeek,
    subject: 'accel: rookery: driver for Rookery neural cores',
    body: 'Command buffers arrive pinned.',
    trailers: [reviewedBy(rinaldi), link('rookery-6')],
    changes: [
      write('drivers/accel/rookery/rookery_cmdbuf.c', rookery),
      section(
        'ROOKERY NEURAL CORES',
        `M: ${mailbox(verbeek)}`,
        'L: dri-devel@example.org',
        'S: Supported',
        'F: drivers/accel/rookery/',
      ),
    ],
  },
  {
    in: 'v6.12',
    by: rinaldi,
    subject: 'accel: kestrel: pin tensors',
    body: 'The cards write results at any time, so these were never plain references.\nControl messages follow when their table remembers what it holds.',
    trailers: [ackedBy(mensah), reviewedBy(arai), link('kestrel-1')],
    changes: [
      edit('drivers/accel/kestrel/kestrel_bo.c', pinFast, ['FOLL_WRITE,', 'FOLL_WRITE | FOLL_LONGTERM,'], unpinPage),
    ],
  },
]
