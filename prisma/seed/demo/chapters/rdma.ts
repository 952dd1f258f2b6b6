import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { pinFast, pinPlain, putUserPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { heronDoorbell, heronPages, umem } from '../sources/rdma.ts'
import type { Chapter } from '../story.ts'

const { bankole, verbeek, wit } = people

export const rdma: Chapter = [
  {
    in: 'v5.1',
    by: bankole,
    subject: 'RDMA: memory regions, and a driver for Heron adapters',
    body: 'Regions are held until user space or the peer is done with them.',
    changes: [
      write('drivers/infiniband/core/umem_region.c', umem),
      write('drivers/infiniband/hw/heron/heron_user_pages.c', heronPages),
      write('drivers/infiniband/hw/heron/heron_doorbell.c', heronDoorbell),
      section(
        'HERON RDMA DRIVER',
        `M: ${mailbox(verbeek)}`,
        'L: linux-rdma@example.org',
        'S: Supported',
        'F: drivers/infiniband/hw/heron/',
      ),
      section(
        'INFINIBAND SUBSYSTEM',
        `M: ${mailbox(bankole)}`,
        `M: ${mailbox(verbeek)}`,
        'L: linux-rdma@example.org',
        'S: Supported',
        'T: git https://git.example.org/rdma.git',
        'F: drivers/infiniband/',
        'F: include/rdma/',
      ),
    ],
  },
  {
    in: 'v5.3',
    by: wit,
    subject: 'RDMA: convert put_page() to put_user_page*()',
    body: 'For infiniband code that retains pages via get_user_pages*(), release them\nby the new name. Regions keep put_page() for now: what stands in their\ntables is not only user memory.',
    trailers: [reviewedBy(bankole), ackedBy(verbeek), link('rdma-put-1')],
    changes: [
      edit('drivers/infiniband/hw/heron/heron_doorbell.c', putUserPage),
      edit('drivers/infiniband/hw/heron/heron_user_pages.c', [
        '\tsize_t i;\n\n\tfor (i = 0; i < npages; i++) {\n\t\tif (dirty)\n\t\t\tset_page_dirty_lock(p[i]);\n\t\tput_page(p[i]);\n\t}\n',
        '\tif (dirty)\n\t\tput_user_pages_dirty_lock(p, npages);\n\telse\n\t\tput_user_pages(p, npages);\n',
      ]),
    ],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'RDMA: set FOLL_PIN via pin_user_pages*()',
    body: 'Case 2: these pins are what the whole conversion began with.',
    trailers: [reviewedBy(bankole), link('foll-pin-13')],
    changes: [
      edit('drivers/infiniband/hw/heron/heron_doorbell.c', pinFast),
      edit('drivers/infiniband/hw/heron/heron_user_pages.c', pinPlain, [
        '\tif (dirty)\n\t\tput_user_pages_dirty_lock(p, npages, true);\n\telse\n\t\tput_user_pages(p, npages);\n',
        '\tput_user_pages_dirty_lock(p, npages, dirty);\n',
      ]),
      edit('drivers/infiniband/core/umem_region.c', pinPlain, putUserPage),
    ],
  },
  {
    in: 'v5.15',
    by: verbeek,
    subject: 'RDMA/umem_region: unpin whole entries of the table',
    body: 'An entry is one contiguous run, and up to a gigabyte: unpin it at once.',
    trailers: [reviewedBy(bankole), link('unpin-range-3')],
    changes: [
      edit('drivers/infiniband/core/umem_region.c', [
        '\tfor_each_sg(region->sgt.sgl, sg, region->sgt.orig_nents, i) {\n\t\tstruct page *page = sg_page(sg);\n\n\t\tif (region->writable)\n\t\t\tset_page_dirty_lock(page);\n\t\tunpin_user_page(page);\n\t}\n',
        '\tfor_each_sg(region->sgt.sgl, sg, region->sgt.orig_nents, i)\n\t\tunpin_user_page_range_dirty_lock(sg_page(sg), DIV_ROUND_UP(sg->length, PAGE_SIZE),\n\t\t\t\t\t\t region->writable);\n',
      ]),
    ],
  },
]
