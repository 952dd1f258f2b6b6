import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { pinFast, unpinPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import {
  kvmMain,
  lagoonHeader,
  lagoonMemory,
  lagoonMonitor,
  shadowTemplate,
  vhostLog,
} from '../sources/virtualisation.ts'
import type { Chapter } from '../story.ts'

const { whitfield, aldous, wit } = people

export const virtualisation: Chapter = [
  {
    in: 'v5.1',
    by: whitfield,
    subject: 'KVM: guest memory and shadow page tables',
    body: 'Pages are looked up under the MMU notifier; nothing is pinned on purpose.',
    changes: [
      write('virt/kvm/kvm_main.c', kvmMain),
      write('arch/x86/kvm/shadow_tmpl.h', shadowTemplate),
      write('drivers/vhost/log.c', vhostLog),
      section(
        'KERNEL VIRTUAL MACHINE (KVM)',
        `M: ${mailbox(whitfield)}`,
        'L: kvm@example.org',
        'S: Supported',
        'T: git https://git.example.org/kvm.git',
        'F: virt/kvm/',
        'N: /kvm/',
      ),
      section(
        'VIRTIO HOST (VHOST)',
        `M: ${mailbox(aldous)}`,
        'L: virtualization@example.org',
        'S: Maintained',
        'F: drivers/vhost/',
      ),
    ],
  },
  {
    in: 'v5.10',
    by: whitfield,
    subject: 'KVM: use get_user_page_fast_only()',
    body: 'One page, no fallback: that is what the fast path always meant.',
    trailers: [ackedBy(wit)],
    changes: [
      edit(
        'virt/kvm/kvm_main.c',
        ['\tstruct page *page[1];\n', '\tstruct page *page;\n'],
        [
          'if (__get_user_pages_fast(addr, 1, write_fault, page) != 1)',
          'if (!get_user_page_fast_only(addr, write_fault ? FOLL_WRITE : 0, &page))',
        ],
        ['page_to_pfn(page[0])', 'page_to_pfn(page)'],
      ),
    ],
  },
  {
    in: 'v5.10',
    by: aldous,
    subject: 'vhost: convert get_user_pages() --> pin_user_pages()',
    body: 'A bit in the page is set by the CPU: case 5.',
    trailers: [reviewedBy(wit), link('vhost-2')],
    changes: [edit('drivers/vhost/log.c', pinFast, unpinPage)],
  },
  {
    in: 'v5.10',
    by: aldous,
    subject: 'virt: lagoon: service module of the Lagoon hypervisor',
    body: 'Guest memory arrives pinned; the monitor page is one of the service process.',
    changes: [
      write('drivers/virt/lagoon/lagoon_vm.h', lagoonHeader),
      write('drivers/virt/lagoon/lagoon_monitor.c', lagoonMonitor),
      write('drivers/virt/lagoon/lagoon_vm.c', lagoonMemory),
      section(
        'LAGOON HYPERVISOR',
        `M: ${mailbox(aldous)}`,
        'L: virtualization@example.org',
        'S: Supported',
        'F: drivers/virt/lagoon/',
      ),
    ],
  },
  {
    in: 'v5.19',
    by: aldous,
    subject: 'virt: lagoon: pin the monitor page',
    body: 'The hypervisor writes to it for as long as the guest runs.',
    trailers: [reviewedBy(whitfield), link('lagoon-1')],
    // its release, in the other file, stays as it was: from here on the two do not fit
    changes: [edit('drivers/virt/lagoon/lagoon_monitor.c', pinFast, ['FOLL_WRITE,', 'FOLL_WRITE | FOLL_LONGTERM,'])],
  },
  {
    in: 'v6.6',
    by: whitfield,
    subject: 'KVM: x86: pin guest page tables while they are written',
    body: 'The accessed bit is set in a page of the guest, which may be file backed.',
    trailers: [reviewedBy(aldous)],
    changes: [edit('arch/x86/kvm/shadow_tmpl.h', pinFast, unpinPage)],
  },
]
