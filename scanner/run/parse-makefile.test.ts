import { expect, test } from 'vitest'
import { parseMakefile, parseSubdirectories } from './parse-makefile.ts'

function check(text: string, expected: Readonly<Record<string, readonly string[]>>): void {
  expect(Object.fromEntries([...parseMakefile(text)].map(([name, options]) => [name, [...options]]))).toEqual(expected)
}

test('objects are built under the option they stand behind', () => {
  check('obj-$(CONFIG_GUP_TEST) += gup_test.o\nobj-y := a.o \\\n\tb.o # c.o\n', {
    gup_test: ['CONFIG_GUP_TEST'],
    a: ['y'],
    b: ['y'],
  })
})

test('what is part of an object is built where that is', () => {
  check('obj-$(CONFIG_FOO) += foo.o\nfoo-objs := one.o\nfoo-$(CONFIG_FOO_SELFTEST) += selftest.o\n', {
    foo: ['CONFIG_FOO'],
    one: ['CONFIG_FOO'],
    selftest: ['CONFIG_FOO_SELFTEST'],
  })
})

test('directories are built under the option they stand behind', () => {
  const text = 'obj-$(CONFIG_VFIO) += vfio/ one.o\nobj-y += mm/ \\\n  lib/deep/ # net/\nfoo-y += part/\n'
  expect(Object.fromEntries([...parseSubdirectories(text)].map(([name, options]) => [name, [...options]]))).toEqual({
    vfio: ['CONFIG_VFIO'],
    mm: ['y'],
    'lib/deep': ['y'],
  })
})
