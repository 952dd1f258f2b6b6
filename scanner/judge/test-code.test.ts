import { expect, test } from 'vitest'
import { isTestCode } from './test-code.ts'

test('what builds a file says more than its name', () => {
  const builds = { test: new Set(['drivers/x/check.c']), product: new Set(['drivers/x/self_test.c']) }
  expect(isTestCode({ path: 'drivers/x/check.c' }, builds)).toBe(true)
  expect(isTestCode({ path: 'drivers/x/self_test.c' }, builds)).toBe(false)
  expect(isTestCode({ path: 'drivers/x/self_test.c' })).toBe(true)
})

test.each([
  'mm/gup_test.c',
  'mm/gup_benchmark.c',
  'lib/test_hmm.c',
  'lib/kunit_iov_iter.c',
  'lib/tests/kunit_iov_iter.c',
  'drivers/iommu/iommufd/selftest.c',
  'drivers/gpu/drm/i915/gem/selftests/mock_context.c',
  'drivers/gpu/drm/ttm/tests/ttm_tt_test.c',
  'tools/testing/selftests/mm/gup_longterm.c',
])('%s is test code', (path) => expect(isTestCode({ path })).toBe(true))

test.each([
  'mm/gup.c',
  'net/bpf/test_run.c',
  'drivers/nvme/target/io-cmd-file.c',
  'drivers/usb/misc/usbtest.c',
  'net/core/skbuff.c',
  'fs/xfs/scrub/attr.c',
  'drivers/media/test-drivers/vivid/vivid-core.c',
  'drivers/char/latest.c',
])('%s is a part of the kernel', (path) => expect(isTestCode({ path })).toBe(false))
