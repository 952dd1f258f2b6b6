import { ackedBy, dropSection, edit, link, remove, reviewedBy, section, write } from '../changes.ts'
import { pinFast, pinPlain, putUserPage, unpinArray, unpinPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { anchor, beacon, ember, kiln, marten, pelican, quill, quillKeys, skiff } from '../sources/misc-drivers.ts'
import type { Chapter } from '../story.ts'

const { patel, haddad, teague, rinaldi, verbeek, wit } = people

/** Drivers that there were when the story begins. */
export const miscDrivers: Chapter = [
  {
    in: 'v5.1',
    by: patel,
    subject: 'misc: quill, beacon and marten',
    body: 'A signing card, a pipe of an emulator, and a sensor.',
    changes: [
      write('drivers/misc/quill/quill_job.c', quill),
      write('drivers/misc/quill/quill_keys.c', quillKeys),
      write('drivers/platform/beacon/beacon_pipe.c', beacon),
      write('drivers/misc/marten.c', marten),
      section(
        'QUILL SIGNING CARDS',
        `M: ${mailbox(haddad)}`,
        'L: quill-devel@example.org',
        'S: Supported',
        'F: drivers/misc/quill/',
      ),
      section(
        'CHAR and MISC DRIVERS',
        `M: ${mailbox(patel)}`,
        'S: Supported',
        'T: git https://git.example.org/char-misc.git',
        'F: drivers/misc/',
        'F: drivers/platform/',
      ),
    ],
  },
  {
    in: 'v5.1',
    by: teague,
    subject: 'staging: pelican: import the vendor driver',
    body: 'As it came, so that others can clean it up.',
    changes: [
      write('drivers/staging/pelican/pelican_dma.c', pelican),
      section('STAGING - PELICAN ACQUISITION CARDS', 'S: Orphan', 'F: drivers/staging/pelican/'),
      section(
        'STAGING SUBSYSTEM',
        `M: ${mailbox(teague)}`,
        'L: linux-staging@example.org',
        'S: Supported',
        'F: drivers/staging/',
      ),
    ],
  },
  {
    in: 'v5.1',
    by: rinaldi,
    subject: 'fpga, tee, hv, vfio: kiln, anchor, ember and skiff',
    body: 'Four ways to lend memory of a process to somebody else.',
    changes: [
      write('drivers/fpga/kiln-dma-region.c', kiln),
      write('drivers/tee/anchor/anchor_shm.c', anchor),
      write('drivers/hv/ember_buffers.c', ember),
      write('drivers/vfio/vfio_skiff.c', skiff),
      section(
        'FPGA KILN DRIVERS',
        `M: ${mailbox(rinaldi)}`,
        'L: linux-fpga@example.org',
        'S: Maintained',
        'F: drivers/fpga/kiln*',
      ),
      section(
        'ANCHOR TRUSTED EXECUTION',
        `M: ${mailbox(verbeek)}`,
        'L: op-tee@example.org',
        'S: Maintained',
        'F: drivers/tee/anchor/',
      ),
      section(
        'EMBER HYPERVISOR INTERFACE',
        `M: ${mailbox(haddad)}`,
        `R: ${mailbox(rinaldi)}`,
        'L: virtualization@example.org',
        'S: Supported',
        'N: ember',
      ),
      section(
        'VFIO DRIVER',
        `M: ${mailbox(verbeek)}`,
        'L: kvm@example.org',
        'S: Maintained',
        'T: git https://git.example.org/vfio.git',
        'F: drivers/vfio/',
      ),
    ],
  },
  {
    in: 'v5.5',
    by: haddad,
    subject: 'misc: quill: put_user_page() for keys',
    body: 'First of the two; jobs wait for make_dirty.',
    trailers: [ackedBy(wit)],
    changes: [edit('drivers/misc/quill/quill_keys.c', putUserPage)],
  },
  {
    in: 'v5.6',
    by: haddad,
    subject: 'misc: quill: pin keys',
    body: 'Read by the card: direct I/O.',
    trailers: [reviewedBy(wit), link('quill-1')],
    changes: [edit('drivers/misc/quill/quill_keys.c', pinFast)],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'platform: beacon: rename to beacon_pin_pages(), and pin for real',
    body: 'The name is wanted for something that is declared in mm.h now. Convert\nthe caller of gup while at it.',
    trailers: [reviewedBy(patel), link('foll-pin-12')],
    changes: [
      edit('drivers/platform/beacon/beacon_pipe.c', [/\bpin_user_pages\(/, 'beacon_pin_pages('], pinFast, [
        '\tint i;\n\n\tfor (i = 0; i < count; i++) {\n\t\tif (!is_write)\n\t\t\tset_page_dirty(pages[i]);\n\t\tput_page(pages[i]);\n\t}\n',
        '\tput_user_pages_dirty_lock(pages, count, !is_write);\n',
      ]),
    ],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'vfio, mm: pin_user_pages_remote() for skiff',
    body: 'Mappings of a device that cannot fault: case 2.',
    trailers: [reviewedBy(verbeek), link('foll-pin-19')],
    changes: [edit('drivers/vfio/vfio_skiff.c', ['get_user_pages_remote(', 'pin_user_pages_remote('], putUserPage)],
  },
  {
    in: 'v5.10',
    by: haddad,
    subject: 'misc: quill: convert jobs to pin_user_pages_fast()',
    body: 'Both arms of the #ifdef, and the macro that drops a page.',
    trailers: [reviewedBy(patel), link('quill-2')],
    changes: [edit('drivers/misc/quill/quill_job.c', pinFast, unpinPage)],
  },
  {
    in: 'v5.10',
    by: rinaldi,
    subject: 'fpga: kiln: convert get_user_pages() --> pin_user_pages()',
    body: 'The accelerator writes whenever it likes.',
    trailers: [reviewedBy(wit), link('kiln-1')],
    changes: [
      edit('drivers/fpga/kiln-dma-region.c', pinFast, ['FOLL_WRITE,', 'FOLL_WRITE | FOLL_LONGTERM,'], unpinArray),
    ],
  },
  {
    in: 'v5.10',
    by: verbeek,
    subject: 'tee: anchor: pin user memory, keep references on kernel memory',
    body: 'Who drops asks the same flag as who took.',
    trailers: [ackedBy(wit), link('anchor-1')],
    changes: [
      edit('drivers/tee/anchor/anchor_shm.c', pinFast, [
        '\tfor (n = 0; n < shm->num_pages; n++)\n\t\tput_page(shm->pages[n]);\n',
        '\tif (shm->flags & ANCHOR_SHM_USER_MAPPED)\n\t\tunpin_user_pages(shm->pages, shm->num_pages);\n\telse\n\t\tfor (n = 0; n < shm->num_pages; n++)\n\t\t\tput_page(shm->pages[n]);\n',
      ]),
    ],
  },
  {
    in: 'v5.15',
    by: haddad,
    subject: 'hv: ember: pin the buffers of hypercalls',
    body: 'The hypervisor writes to them: case 5 at least.',
    trailers: [reviewedBy(rinaldi), link('ember-1')],
    changes: [
      edit('drivers/hv/ember_buffers.c', pinFast, [
        '\tunsigned int i;\n\n\tfor (i = 0; i < nr; i++) {\n\t\tset_page_dirty_lock(pages[i]);\n\t\tput_page(pages[i]);\n\t}\n',
        '\tunpin_user_pages_dirty_lock(pages, nr, true);\n',
      ]),
    ],
  },
  {
    in: 'v5.15',
    by: teague,
    subject: 'staging: pelican: convert to pin_user_pages()',
    body: 'Somebody has to. Not tested: nobody has a card.',
    changes: [edit('drivers/staging/pelican/pelican_dma.c', pinPlain, ['FOLL_TOUCH | ', ''], unpinPage)],
  },
  {
    in: 'v5.19',
    by: patel,
    subject: 'misc: marten: pin the window that samples stream into',
    body: 'The sensor writes until the last sample is there.',
    trailers: [reviewedBy(haddad), link('marten-1')],
    changes: [
      edit('drivers/misc/marten.c', pinFast, [
        '\tint i;\n\n\tfor (i = 0; i < nr; i++)\n\t\tput_page(window[i]);\n',
        '\tunpin_user_pages_dirty_lock(window, nr, true);\n',
      ]),
    ],
  },
  {
    in: 'v5.19',
    by: teague,
    subject: 'staging: pelican: remove driver',
    body: 'It was never cleaned up, and its card is not made any more.',
    trailers: [ackedBy(patel)],
    changes: [remove('drivers/staging/pelican/pelican_dma.c'), dropSection('STAGING - PELICAN ACQUISITION CARDS')],
  },
  {
    in: 'v6.6',
    by: verbeek,
    subject: 'tee: anchor: no kernel memory any more',
    body: 'get_kernel_pages() had this one caller, and that had none.',
    trailers: [ackedBy(wit)],
    changes: [
      edit(
        'drivers/tee/anchor/anchor_shm.c',
        [
          '\tif (shm->flags & ANCHOR_SHM_USER_MAPPED)\n\t\trc = pin_user_pages_fast(addr, num_pages, FOLL_WRITE, shm->pages);\n\telse\n\t\trc = get_kernel_pages(anchor_kvec(addr), num_pages, 0, shm->pages);\n',
          '\trc = pin_user_pages_fast(addr, num_pages, FOLL_WRITE, shm->pages);\n',
        ],
        [
          '\tif (shm->flags & ANCHOR_SHM_USER_MAPPED)\n\t\tunpin_user_pages(shm->pages, shm->num_pages);\n\telse\n\t\tfor (n = 0; n < shm->num_pages; n++)\n\t\t\tput_page(shm->pages[n]);\n',
          '\tunpin_user_pages(shm->pages, shm->num_pages);\n',
        ],
        ['\tsize_t n;\n\n', ''],
      ),
      edit('include/linux/mm.h', [/int get_kernel_pages\([^;]*;\n/, '']),
      edit('mm/swap.c', [/int get_kernel_pages\([^}]*\}[^}]*\}\nEXPORT[^\n]*\n\n/, '']),
    ],
  },
]
