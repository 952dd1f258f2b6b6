import type { Exemption } from './exemption.ts'

const readOnlyRuling = {
  kind: 'mail',
  reference:
    'John Hubbard, 2020-11-08, linux-security-module, on tomoyo_dump_page(): case 5 is only about writing to data within the page',
} as const

/** Sites that only read, that take kernel memory, and memory management's own. */
export const otherExemptions: readonly Exemption[] = [
  {
    paths: ['fs/smb/client/smb2ops.c', 'fs/cifs/smb2ops.c'],
    functions: ['smb2_get_aead_req'],
    apis: ['extract_iter_to_sg', 'netfs_extract_iter_to_sg'],
    reason: 'kernel-memory',
    case: null,
    evidence: {
      kind: 'code',
      reference:
        'fs/smb/client/cifsglob.h (cifsproto.h in 7.2) warns of a user-backed rq_iter before smb2_get_aead_req() is called',
    },
    note: 'A list is made of memory that the request holds already: nothing is taken.',
  },
  {
    paths: ['fs/smb/client/smbdirect.c', 'fs/smb/common/smbdirect/*', 'fs/smb/smbdirect/mr.c', 'fs/cifs/smbdirect.c'],
    functions: ['smbd_iter_to_mr', 'smbdirect_iter_to_sgt'],
    apis: ['extract_iter_to_sg', 'netfs_extract_iter_to_sg'],
    reason: 'kernel-memory',
    case: null,
    evidence: {
      kind: 'code',
      reference:
        'fs/smb/client/cifsglob.h (cifsproto.h in 7.2) warns of a user-backed iterator of a request: none comes here',
    },
    note: 'A list is made of memory that the request holds already: nothing is taken.',
  },
  {
    paths: ['**'],
    functions: null,
    apis: ['get_dump_page'],
    reason: 'read-only',
    case: null,
    evidence: { kind: 'code', reference: 'mm/gup.c, get_dump_page(): for writing a core dump' },
    note: 'The page is only read, into a core dump.',
  },
  {
    paths: ['kernel/events/uprobes.c'],
    functions: ['is_trap_at_addr', 'is_swbp_at_addr'],
    apis: ['get_user_pages', 'get_user_pages_remote'],
    reason: 'read-only',
    case: null,
    evidence: readOnlyRuling,
    note: 'One instruction is read to see whether it is a breakpoint.',
  },
  {
    paths: ['arch/x86/kernel/uprobes.c', 'kernel/events/uprobes.c'],
    functions: ['copy_from_vaddr'],
    apis: ['get_user_pages', 'get_user_pages_remote', 'get_user_page_vma_remote'],
    reason: 'read-only',
    case: null,
    evidence: readOnlyRuling,
    note: 'Bytes are copied out of the page.',
  },
  {
    paths: ['security/tomoyo/domain.c'],
    functions: ['tomoyo_dump_page'],
    apis: ['get_user_pages_remote'],
    reason: 'read-only',
    case: null,
    evidence: readOnlyRuling,
    note: 'Argument pages of a new program are read; the patch that converted it was dropped for this reason.',
  },
  {
    paths: ['arch/x86/kernel/cpu/sgx/ioctl.c'],
    functions: ['__sgx_encl_add_page'],
    apis: ['get_user_pages'],
    reason: 'read-only',
    case: null,
    evidence: readOnlyRuling,
    note: 'EADD reads the source page.',
  },
  {
    paths: ['mm/memory.c', 'mm/nommu.c'],
    functions: ['__copy_remote_vm_str'],
    apis: ['get_user_page_vma_remote', 'get_user_pages_remote'],
    reason: 'read-only',
    case: null,
    evidence: readOnlyRuling,
    note: 'A string is copied out of the page.',
  },
  {
    paths: ['virt/kvm/guest_memfd.c', 'arch/x86/kvm/svm/sev.c', 'arch/x86/kvm/vmx/tdx.c'],
    functions: ['kvm_gmem_populate', '__kvm_gmem_populate'],
    apis: ['get_user_pages', 'get_user_pages_fast', 'get_user_pages_unlocked'],
    reason: 'read-only',
    case: null,
    evidence: readOnlyRuling,
    note: 'The source page of the initial guest image is read.',
  },
  {
    paths: ['**'],
    functions: null,
    apis: ['get_kernel_page', 'get_kernel_pages'],
    reason: 'kernel-memory',
    case: null,
    evidence: { kind: 'code', reference: 'mm/swap.c, get_kernel_pages(): takes a kvec of kernel addresses' },
    note: 'Takes references to kernel pages.',
  },
  {
    paths: ['net/tls/tls_device.c', 'net/tls/tls_sw.c', 'net/core/skbuff.c'],
    functions: ['tls_push_data', 'tls_sw_sendmsg_splice', 'skb_splice_from_iter'],
    apis: ['iov_iter_extract_pages'],
    reason: 'kernel-memory',
    case: null,
    evidence: {
      kind: 'code',
      reference: 'MSG_SPLICE_PAGES, which only the kernel can pass, comes with a kernel iterator',
    },
    note: 'The iterator is never backed by user memory: nothing is pinned, and nothing is dropped.',
  },
  {
    paths: ['mm/*'],
    functions: null,
    apis: ['follow_page'],
    reason: 'mm-internal',
    case: null,
    evidence: { kind: 'code', reference: 'ksm, migration, huge pages: memory management looks at its own pages' },
    note: 'A short lookup inside memory management.',
  },
]
