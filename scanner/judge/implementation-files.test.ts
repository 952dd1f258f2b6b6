import { expect, test } from 'vitest'
import { isImplementationFile } from './implementation-files.ts'

test('the files that implement gup are known, on every architecture that had its own', () => {
  expect(['mm/gup.c', 'mm/nommu.c', 'arch/mips/mm/gup.c', 'lib/iov_iter.c'].every(isImplementationFile)).toBe(true)
  expect(['mm/gup_test.c', 'arch/x86/mm/fault.c', 'drivers/mm/gup.c', 'mm/swap.c'].some(isImplementationFile)).toBe(
    false,
  )
})
