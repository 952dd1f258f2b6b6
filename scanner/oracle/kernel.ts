import { test } from 'vitest'

/** Git directory of a kernel repository, and the revision in it that the oracles look at. */
export const kernel = {
  repository: process.env.PINWATCH_KERNEL ?? '',
  revision: process.env.PINWATCH_KERNEL_REV ?? 'HEAD',
}

export const hasKernel = kernel.repository !== ''

if (!hasKernel) {
  console.warn(
    'Skipped, since PINWATCH_KERNEL is not set: name the git directory of a kernel there to run this oracle.',
  )
}

/** A test against the kernel; without one it is reported as skipped. */
export const kernelTest = test.skipIf(!hasKernel)
