import { ackedBy, edit, link, rename, reviewedBy, section, write } from '../changes.ts'
import { pinFast, pinRemote, unpinPage } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { adapter, cacheflush, dump, futex, tce, uprobes } from '../sources/architectures.ts'
import type { Chapter } from '../story.ts'

const { seo, novak, haugen, aldous, okafor, wit } = people

/** arch/ and kernel/: most of what rightly stays as it is, and some that does not. */
export const architectures: Chapter = [
  {
    in: 'v5.1',
    by: okafor,
    subject: 'kernel, fs: futex, uprobes and core dumps',
    body: 'Users of gup that look, and touch nothing.',
    changes: [
      write('kernel/futex.c', futex),
      write('kernel/events/uprobes.c', uprobes),
      write('fs/coredump.c', dump),
      section(
        'FUTEX SUBSYSTEM',
        `M: ${mailbox(haugen)}`,
        'L: linux-kernel@example.org',
        'S: Maintained',
        'F: kernel/futex.c',
      ),
      section(
        'UPROBES',
        `M: ${mailbox(okafor)}`,
        'L: linux-trace@example.org',
        'S: Maintained',
        'F: kernel/events/uprobes.c',
      ),
    ],
  },
  {
    in: 'v5.1',
    by: novak,
    subject: 'powerpc, s390, arm: tables, adapters and caches',
    body: 'What architectures do with pages of user space.',
    changes: [
      write('arch/powerpc/mm/tce_table.c', tce),
      write('arch/s390/kvm/adapter.c', adapter),
      write('arch/arm/mm/flush_range.c', cacheflush),
      section(
        'LINUX FOR POWERPC',
        `M: ${mailbox(novak)}`,
        'L: linuxppc-dev@example.org',
        'S: Supported',
        'F: arch/powerpc/',
      ),
      section(
        'S390 ARCHITECTURE',
        `M: ${mailbox(aldous)}`,
        'L: linux-s390@example.org',
        'S: Supported',
        'F: arch/s390/',
      ),
      section('ARM PORT', `M: ${mailbox(seo)}`, 'L: linux-arm-kernel@example.org', 'S: Odd Fixes', 'F: arch/arm/'),
    ],
  },
  {
    in: 'v5.6',
    by: wit,
    subject: 'powerpc: pin the memory behind TCE tables',
    body: 'Preregistered memory of a guest is reached by devices until it is given up.',
    trailers: [ackedBy(novak), link('foll-pin-20')],
    changes: [edit('arch/powerpc/mm/tce_table.c', pinFast, unpinPage)],
  },
  {
    in: 'v5.15',
    by: haugen,
    subject: 'futex: move to kernel/futex/',
    body: 'One file became too many things. No functional change.',
    changes: [
      rename('kernel/futex.c', 'kernel/futex/core.c'),
      section(
        'FUTEX SUBSYSTEM',
        `M: ${mailbox(haugen)}`,
        'L: linux-kernel@example.org',
        'S: Maintained',
        'F: kernel/futex/',
      ),
    ],
  },
  {
    in: 'v6.1',
    by: haugen,
    subject: 'futex: use a folio for the key',
    body: 'page->mapping is the mapping of the head page, and now it says so.',
    trailers: [reviewedBy(seo)],
    changes: [
      edit(
        'kernel/futex/core.c',
        ['\tstruct page *page;\n', '\tstruct folio *folio;\n\tstruct page *page;\n'],
        [
          '\tkey->shared.i_seq = inode_sequence(page->mapping->host);',
          '\tfolio = page_folio(page);\n\tkey->shared.i_seq = inode_sequence(folio->mapping->host);',
        ],
        ['put_page(page)', 'folio_put(folio)'],
      ),
    ],
  },
  {
    in: 'v6.6',
    by: okafor,
    subject: 'uprobes: use get_user_page_vma_remote()',
    body: 'The instruction is replaced in a page and in a vma, and both are needed.',
    trailers: [reviewedBy(haugen)],
    changes: [
      edit(
        'kernel/events/uprobes.c',
        [
          '\tret = get_user_pages_remote(mm, vaddr, 1, FOLL_WRITE | FOLL_FORCE, &old, NULL);\n\tif (ret <= 0)\n\t\treturn ret ? ret : -EFAULT;\n\tret = uprobe_replace_insn(mm, vaddr, old, opcode);\n',
          '\told = get_user_page_vma_remote(mm, vaddr, FOLL_WRITE | FOLL_FORCE, &vma);\n\tif (IS_ERR(old))\n\t\treturn PTR_ERR(old);\n\tret = uprobe_replace_insn(vma, vaddr, old, opcode);\n',
        ],
        ['\tstruct page *old;\n', '\tstruct vm_area_struct *vma;\n\tstruct page *old;\n'],
      ),
    ],
  },
  {
    in: 'v6.10',
    by: aldous,
    subject: 's390: adapter: pin the indicator pages',
    body: 'Bits are set in guest memory by the host CPU: case 5.',
    trailers: [reviewedBy(wit), link('adapter-1')],
    changes: [edit('arch/s390/kvm/adapter.c', pinRemote, unpinPage)],
  },
]
