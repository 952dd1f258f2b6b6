import type { Edit, Mutation } from '#scanner/testing/mutations/mutation.ts'
import { newNew, newOld } from '#scanner/testing/mutations/small-tree.ts'

/** A call in a file of 6.12, by names alone. */
type Place = readonly [path: string, inside: string]

const rename = ([path, inside]: Place, from: string, to: string, nth: number | 'all' = 1): Edit => ({
  do: 'rename',
  path,
  function: inside,
  from,
  to,
  nth,
})

const drop = ([path, inside]: Place, call: string): Edit => ({ do: 'drop', path, function: inside, call })

const one = (
  name: string,
  edits: readonly Edit[],
  expect: readonly string[],
  more: Partial<Mutation> = {},
): Mutation => ({
  name,
  commits: [edits],
  expect,
  ...more,
})

const vhost: Place = ['drivers/vhost/vhost.c', 'set_bit_to_user']
const processVm: Place = ['mm/process_vm_access.c', 'process_vm_rw_single_vec']
const userEvents: Place = ['kernel/trace/trace_events_user.c', 'user_event_enabler_write']
const rdsInfo: Place = ['net/rds/info.c', 'rds_info_getsockopt']
const pvr2: Place = ['drivers/video/fbdev/pvr2fb.c', 'pvr2fb_write']
const sdfec: Place = ['drivers/misc/xilinx_sdfec.c', 'xsdfec_table_write']
const iommufd: Place = ['drivers/iommu/iommufd/pages.c', 'iopt_pages_rw_page']
const xdp: Place = ['net/xdp/xdp_umem.c', 'xdp_umem_pin_pages']
const xdpUnpin: Place = ['net/xdp/xdp_umem.c', 'xdp_umem_unpin_pages']
const vduse: Place = ['drivers/vdpa/vdpa_user/vduse_dev.c', 'vduse_dev_reg_umem']
const shstk: Place = ['arch/x86/kernel/shstk.c', 'shstk_copy_user_gup']
const refCounter: Place = ['kernel/events/uprobes.c', '__update_ref_ctr']
const trap: Place = ['kernel/events/uprobes.c', 'is_trap_at_addr']
const tomoyo: Place = ['security/tomoyo/domain.c', 'tomoyo_dump_page']
const qaic: Place = ['drivers/accel/qaic/qaic_control.c', 'find_and_map_user_pages']

/** A conversion undone where the pages are certainly dropped by an unpin: both ends now disagree. */
const undoneWithin = (
  [
    [vhost, 'pin_user_pages_fast', 'get_user_pages_fast'],
    [processVm, 'pin_user_pages_remote', 'get_user_pages_remote'],
    [userEvents, 'pin_user_pages_remote', 'get_user_pages_remote'],
    [rdsInfo, 'pin_user_pages_fast', 'get_user_pages_fast'],
    [pvr2, 'pin_user_pages_fast', 'get_user_pages_fast'],
    [sdfec, 'pin_user_pages_fast', 'get_user_pages_fast'],
    [iommufd, 'pin_user_pages_remote', 'get_user_pages_remote'],
    // a field that holds nothing but such pages, or a helper that drops nothing else
    [['drivers/xen/gntdev.c', 'gntdev_get_page'], 'pin_user_pages_fast', 'get_user_pages_fast'],
    [['drivers/xen/privcmd.c', 'lock_pages'], 'pin_user_pages_fast', 'get_user_pages_fast'],
    [xdp, 'pin_user_pages', 'get_user_pages'],
  ] as const
).map(([place, from, to]) =>
  one(
    `${place[1]} takes plain references and unpins them`,
    [rename(place, from, to)],
    [`error new-mismatched ${place[1]} ${to}`],
  ),
)

/** The same where they are dropped by another function, which the rules follow the pages into. */
const undoneAcross = (
  [
    [['drivers/sbus/char/oradax.c', 'dax_lock_page'], 'pin_user_pages_fast', 'get_user_pages_fast', 'dax_unlock_pages'],
    [
      ['drivers/platform/goldfish/goldfish_pipe.c', 'goldfish_pin_pages'],
      'pin_user_pages_fast',
      'get_user_pages_fast',
      'transfer_max_buffers',
    ],
    [
      ['drivers/infiniband/hw/hfi1/user_pages.c', 'hfi1_acquire_user_pages'],
      'pin_user_pages_fast',
      'get_user_pages_fast',
      'hfi1_release_user_pages',
    ],
    [
      ['drivers/vfio/vfio_iommu_type1.c', 'vaddr_get_pfns'],
      'pin_user_pages_remote',
      'get_user_pages_remote',
      'put_pfn',
    ],
  ] as const
).map(([place, from, to, release]) =>
  one(
    `${place[1]} pins no longer`,
    [rename(place, from, to)],
    [`error new-mismatched ${place[1]} ${to}`, `error new-mismatched ${release} unpin_user_pages_dirty_lock`],
  ),
)

/** A release that drops plain references where pins were dropped. */
const swapped = (
  [
    [vhost, 'unpin_user_pages_dirty_lock', 'release_pages'],
    [iommufd, 'unpin_user_page', 'put_page'],
    [userEvents, 'unpin_user_pages_dirty_lock', 'release_pages'],
    [rdsInfo, 'unpin_user_pages_dirty_lock', 'release_pages'],
    [['drivers/virt/acrn/ioreq.c', 'acrn_ioreq_deinit'], 'unpin_user_page', 'put_page'],
    [['drivers/xen/gntdev.c', 'gntdev_put_pages'], 'unpin_user_pages_dirty_lock', 'release_pages'],
    [['drivers/xen/privcmd.c', 'unlock_pages'], 'unpin_user_pages_dirty_lock', 'release_pages'],
    [['drivers/media/pci/ivtv/ivtv-udma.c', 'ivtv_udma_unmap'], 'unpin_user_pages', 'release_pages'],
    [['drivers/vfio/vfio_iommu_type1.c', 'put_pfn'], 'unpin_user_pages_dirty_lock', 'release_pages'],
    [['drivers/infiniband/core/umem.c', '__ib_umem_release'], 'unpin_user_page_range_dirty_lock', 'release_pages'],
    [xdpUnpin, 'unpin_user_pages_dirty_lock', 'release_pages'],
  ] as const
).map(([place, from, to]) =>
  one(
    `${place[1]} drops pins like plain references`,
    [rename(place, from, to)],
    [`error new-mismatched ${place[1]} ${to}`],
  ),
)

/** The same where the file has this one acquire and this one release, so that both become mismatched: it is told once. */
const swappedAlone = one(
  'tce_iommu_unuse_page drops pins like plain references',
  [rename(['drivers/vfio/vfio_iommu_spapr_tce.c', 'tce_iommu_unuse_page'], 'unpin_user_page', 'put_page')],
  ['error new-mismatched tce_iommu_unuse_page put_page'],
)

/** The only release in the function that took the pages goes. */
const lost = (
  [
    [vhost, 'unpin_user_pages_dirty_lock', 'pin_user_pages_fast'],
    [iommufd, 'unpin_user_page', 'pin_user_pages_remote'],
    [shstk, 'put_page', 'get_user_pages'],
    [trap, 'put_page', 'get_user_pages'],
    [refCounter, 'put_page', 'get_user_pages_remote'],
  ] as const
).map(([place, call, acquire]) =>
  one(`${place[1]} drops its pages no longer`, [drop(place, call)], [`error lost-release ${place[1]} ${acquire}`]),
)

/** The only release goes that another function had. */
const lostAcross = (
  [
    [xdpUnpin, 'unpin_user_pages_dirty_lock', 'xdp_umem_pin_pages pin_user_pages'],
    [
      ['drivers/xen/gntdev.c', 'gntdev_put_pages'],
      'unpin_user_pages_dirty_lock',
      'gntdev_get_page pin_user_pages_fast',
    ],
    [['drivers/xen/privcmd.c', 'unlock_pages'], 'unpin_user_pages_dirty_lock', 'lock_pages pin_user_pages_fast'],
  ] as const
).map(([place, call, acquire]) =>
  one(`${place[1]} drops pages no longer`, [drop(place, call)], [`warning to-check ${acquire}`]),
)

const come = [
  ...[
    'drivers/vhost/vhost.c',
    'net/rds/info.c',
    'fs/ceph/file.c',
    'arch/x86/kvm/svm/sev.c',
    'drivers/gpu/drm/i915/gem/i915_gem_userptr.c',
    'drivers/misc/a-new-driver.c',
  ].map((path) =>
    one(
      `${path} gets a function that takes pages the old way`,
      [{ do: 'append', path, text: newOld('fresh') }],
      ['error new-unconverted fresh get_user_pages_unlocked'],
    ),
  ),
  one(
    'a new function that pins is welcome',
    [{ do: 'append', path: 'drivers/vhost/vhost.c', text: newNew('fresh') }],
    [],
  ),
  one(
    'a macro of a header hides a new old call',
    [
      {
        do: 'append',
        path: 'include/linux/vhost_iotlb.h',
        text: '#define vhost_grab(where, page) get_user_pages_fast((where), 1, FOLL_WRITE, (page))\n',
      },
    ],
    ['error new-unconverted vhost_grab get_user_pages_fast'],
  ),
  one(
    'an inline function of a header, too',
    [
      {
        do: 'append',
        path: 'include/linux/vhost_iotlb.h',
        text: 'static inline int vhost_take(unsigned long where, struct page **page)\n{\n\treturn get_user_pages_fast(where, 1, FOLL_WRITE, page);\n}\n',
      },
    ],
    ['error new-unconverted vhost_take get_user_pages_fast'],
  ),
  one(
    'a function is copied with its old call',
    [{ do: 'copy', path: shstk[0], function: shstk[1], as: 'shstk_copy_again' }],
    ['error new-unconverted shstk_copy_again get_user_pages'],
  ),
  one(
    'a function is copied with its new call',
    [{ do: 'copy', path: vhost[0], function: vhost[1], as: 'clear_bit_to_user' }],
    [],
  ),
  one(
    'a copy of an exempt function is not reviewed',
    [{ do: 'copy', path: trap[0], function: trap[1], as: 'is_trap_again' }],
    ['error new-unconverted is_trap_again get_user_pages'],
  ),
  one(
    'a new old call in a test is told with its excuse',
    [{ do: 'append', path: 'mm/gup_test.c', text: newOld('fresh') }],
    ['note new-unconverted fresh get_user_pages_unlocked'],
  ),
  one('one in tools is none of the kernel', [{ do: 'put-file', path: 'tools/testing/x.c', text: newOld('fresh') }], []),
]

const flags = [
  one(
    'FOLL_PIN at a call',
    [rename(vhost, 'FOLL_WRITE', 'FOLL_WRITE | FOLL_PIN')],
    ['error flag-at-call set_bit_to_user pin_user_pages_fast'],
  ),
  one(
    'FOLL_GET at a call',
    [rename(refCounter, 'FOLL_WRITE', 'FOLL_WRITE | FOLL_GET')],
    ['error flag-at-call __update_ref_ctr get_user_pages_remote'],
  ),
  one(
    'registered memory without FOLL_LONGTERM',
    [rename(vduse, 'FOLL_LONGTERM', 'FOLL_FORCE')],
    ['error longterm-missing vduse_dev_reg_umem pin_user_pages'],
  ),
]

const converted = [
  one(
    'shstk_copy_user_gup is converted',
    [rename(shstk, 'get_user_pages', 'pin_user_pages'), rename(shstk, 'put_page', 'unpin_user_page')],
    [],
    { improved: [shstk[1]] },
  ),
  one(
    '__update_ref_ctr is converted',
    [
      rename(refCounter, 'get_user_pages_remote', 'pin_user_pages_remote'),
      rename(refCounter, 'put_page', 'unpin_user_page'),
    ],
    [],
    { improved: [refCounter[1]] },
  ),
  one(
    'only its acquire is',
    [rename(refCounter, 'get_user_pages_remote', 'pin_user_pages_remote')],
    ['error new-mismatched __update_ref_ctr pin_user_pages_remote'],
  ),
  one(
    'only its release is',
    [rename(refCounter, 'put_page', 'unpin_user_page')],
    ['error new-mismatched __update_ref_ctr unpin_user_page'],
  ),
  one(
    'only the acquire of shstk_copy_user_gup is',
    [rename(shstk, 'get_user_pages', 'pin_user_pages')],
    ['error new-mismatched shstk_copy_user_gup pin_user_pages'],
  ),
  one(
    'pages that were only looked at are pinned now and put',
    [rename(tomoyo, 'get_user_pages_remote', 'pin_user_pages_remote')],
    ['error new-mismatched tomoyo_dump_page pin_user_pages_remote'],
  ),
]

const touched = [
  one('shstk_copy_user_gup is indented anew', [{ do: 'indent', path: shstk[0], function: shstk[1] }], []),
  one('it gets another name', [{ do: 'rename', path: shstk[0], from: shstk[1], to: 'shstk_peek', nth: 'all' }], []),
  one(
    'it moves to a file of its own',
    [{ do: 'move', path: shstk[0], function: shstk[1], to: 'arch/x86/kernel/shstk-user.c' }],
    [],
  ),
  one('its file gets another name', [{ do: 'rename-file', path: shstk[0], to: 'arch/x86/mm/shadow.c' }], []),
  one(
    'its file gets another name and so does it',
    [
      { do: 'rename-file', path: shstk[0], to: 'arch/x86/mm/shadow.c' },
      { do: 'rename', path: 'arch/x86/mm/shadow.c', from: shstk[1], to: 'shstk_peek', nth: 'all' },
      { do: 'rename', path: 'arch/x86/mm/shadow.c', function: 'shstk_peek', from: 'page', to: 'seen', nth: 'all' },
    ],
    [],
  ),
  one('a variable gets another name', [rename(refCounter, 'page', 'sheet', 'all')], []),
  one(
    'lines come in front of it',
    [{ do: 'insert', path: refCounter[0], function: refCounter[1], text: '/* Long\n * ago.\n */\n' }],
    [],
  ),
  one(
    'an exempt function gets another name',
    [{ do: 'rename', path: trap[0], from: trap[1], to: 'is_breakpoint_at', nth: 'all' }],
    [],
  ),
  one(
    'drivers/block/ublk_drv.c moves',
    [{ do: 'rename-file', path: 'drivers/block/ublk_drv.c', to: 'drivers/block/ublk/main.c' }],
    [],
  ),
  one('fs/nfs/direct.c moves', [{ do: 'rename-file', path: 'fs/nfs/direct.c', to: 'fs/nfs/directio.c' }], []),
  one(
    'the VMCI driver becomes one of another name',
    [
      { do: 'rename-file', path: 'drivers/misc/vmw_vmci/vmci_host.c', to: 'drivers/misc/vmci/host.c' },
      { do: 'rename-file', path: 'drivers/misc/vmw_vmci/vmci_context.c', to: 'drivers/misc/vmci/context.c' },
      { do: 'rename-file', path: 'drivers/misc/vmw_vmci/vmci_queue_pair.c', to: 'drivers/misc/vmci/queue_pair.c' },
    ],
    [],
  ),
  one(
    'its old call goes into a helper',
    [
      {
        do: 'insert',
        path: 'drivers/misc/vmw_vmci/vmci_host.c',
        function: 'vmci_host_setup_notify',
        text: 'static int vmci_host_take(unsigned long from, int n, unsigned int flags, struct page **into)\n{\n\treturn get_user_pages_fast(from, n, flags, into);\n}\n\n',
      },
      {
        do: 'rename',
        path: 'drivers/misc/vmw_vmci/vmci_host.c',
        function: 'vmci_host_setup_notify',
        from: 'get_user_pages_fast',
        to: 'vmci_host_take',
      },
    ],
    [],
  ),
  one('a driver with old calls goes', [{ do: 'delete-file', path: qaic[0] }], []),
  one('an old call becomes another old call', [rename(qaic, 'get_user_pages_fast', 'get_user_pages')], []),
  one('a pin moves', [{ do: 'move', path: vhost[0], function: vhost[1], to: 'drivers/vhost/log.c' }], []),
]

const series: readonly Mutation[] = [
  {
    name: 'what the first of three commits brings the third one mends',
    commits: [
      [{ do: 'append', path: 'drivers/vhost/vhost.c', text: newOld('fresh') }],
      [rename(vhost, 'FOLL_WRITE', 'FOLL_WRITE | FOLL_FORCE')],
      [
        rename(['drivers/vhost/vhost.c', 'fresh'], 'get_user_pages_unlocked', 'pin_user_pages_unlocked'),
        rename(['drivers/vhost/vhost.c', 'fresh'], 'put_page', 'unpin_user_page'),
      ],
    ],
    expect: ['note new-unconverted fresh get_user_pages_unlocked'],
    told: ['fresh: introduced by 1, mended by 3'],
  },
  {
    name: 'the second of three commits is named',
    commits: [
      [rename(refCounter, 'page', 'sheet', 'all')],
      [rename(vhost, 'unpin_user_pages_dirty_lock', 'release_pages')],
      [rename(shstk, 'page', 'sheet', 'all')],
    ],
    expect: ['error new-mismatched set_bit_to_user release_pages'],
    told: ['set_bit_to_user: introduced by 2'],
  },
  {
    name: 'a function moves in one commit and gets another name in the next',
    commits: [
      [{ do: 'move', path: shstk[0], function: shstk[1], to: 'arch/x86/kernel/shstk-user.c' }],
      [{ do: 'rename', path: 'arch/x86/kernel/shstk-user.c', from: shstk[1], to: 'shstk_peek', nth: 'all' }],
      [{ do: 'rename', path: 'arch/x86/kernel/shstk-user.c', from: 'page', to: 'sheet', nth: 'all' }],
    ],
    expect: [],
  },
]

/** What a change may do to files of 6.12, and what the gate must say of it. Names alone: no line of the kernel is in it. */
export const kernelMutations: readonly Mutation[] = [
  ...undoneWithin,
  ...undoneAcross,
  ...swapped,
  swappedAlone,
  ...lost,
  ...lostAcross,
  ...come,
  ...flags,
  ...converted,
  ...touched,
  ...series,
]
