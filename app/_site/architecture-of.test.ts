import { expect, test } from 'vitest'
import { architectureOf } from './architecture-of.ts'

test.each([
  ['drivers/virt/a.c', 'make allmodconfig && make drivers/virt/a.o'],
  ['drivers/a b/$(c).c', `make allmodconfig && make 'drivers/a b/$(c).o'`],
  ['arch/x86/kvm/a.c', 'make allmodconfig && make arch/x86/kvm/a.o'],
  ['arch/s390/mm/a.c', 'make ARCH=s390 CROSS_COMPILE=s390x-linux-gnu- allmodconfig arch/s390/mm/a.o'],
  ['arch/xtensa/a.c', 'make ARCH=xtensa allmodconfig arch/xtensa/a.o'],
])('%s is built by %s', (path, make) => {
  expect(architectureOf(path).make).toBe(make)
})
