import { expect, test } from 'vitest'
import { openRepository, resolveCommit } from '#scanner/git/open-repository.ts'
import { makeRepository } from '#scanner/testing/make-repository.ts'
import { findFileBuilds } from './find-file-builds.ts'

/** What turns files of a tree on, as `symbols by Makefile`. */
async function check(
  files: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const { directory } = makeRepository([{ files, tag: 'v1' }])
  const repository = await openRepository(directory)
  try {
    const { tree } = await resolveCommit(repository, 'v1')
    const builds = await findFileBuilds(repository.objects, tree, Object.keys(files))
    const said = [...builds].map(([path, { options, makefile }]) => [path, `${options.join(' ')} by ${makefile}`])
    expect(Object.fromEntries(said)).toEqual(expected)
  } finally {
    repository.close()
  }
}

test('the Makefile of the directory tells, Kbuild before it, parts of an object as the object', async () => {
  await check(
    {
      'drivers/virt/vm.c': '',
      'drivers/virt/hsm.c': '',
      'drivers/virt/both.c': '',
      'drivers/virt/vm.h': '',
      'drivers/virt/Makefile':
        'obj-$(CONFIG_ACRN) += acrn.o both.o\nacrn-y := vm.o hsm.o\nobj-$(CONFIG_OTHER) += both.o\n',
      'net/a.c': '',
      'net/Kbuild': 'obj-$(CONFIG_NET) += a.o\n',
      'net/Makefile': 'obj-$(CONFIG_WRONG) += a.o\n',
    },
    {
      'drivers/virt/both.c': 'CONFIG_ACRN CONFIG_OTHER by drivers/virt/Makefile',
      'drivers/virt/hsm.c': 'CONFIG_ACRN by drivers/virt/Makefile',
      'drivers/virt/vm.c': 'CONFIG_ACRN by drivers/virt/Makefile',
      'net/a.c': 'CONFIG_NET by net/Kbuild',
    },
  )
})

test('what a directory builds always is turned on by what builds the directory', async () => {
  await check(
    {
      'drivers/infiniband/core/umem.c': '',
      'drivers/infiniband/core/Makefile': 'obj-y += umem.o\n',
      'drivers/infiniband/Makefile': 'obj-y += core/\n',
      'drivers/Makefile': 'obj-$(CONFIG_INFINIBAND) += infiniband/\n',
      'mm/gup.c': '',
      'mm/Makefile': 'obj-y := gup.o\n',
      Makefile: 'core-y += mm/\n',
    },
    { 'drivers/infiniband/core/umem.c': 'CONFIG_INFINIBAND by drivers/Makefile' },
  )
})
