import { expect, test } from 'vitest'
import { parseCondition } from './parse-condition.ts'

/** What a directive says where it holds, and where it does not. */
function check(directive: string, holds: readonly string[], denied: readonly string[]): void {
  expect(parseCondition(directive, true)).toEqual(holds)
  expect(parseCondition(directive, false)).toEqual(denied)
}

test('what is defined is one condition, however it is asked', () => {
  check('#ifdef A', ['defined(A)'], ['!defined(A)'])
  check('# if !defined A /* or so */', ['!defined(A)'], ['defined(A)'])
  check('#elifndef A', ['!defined(A)'], ['defined(A)'])
})

test('versions are one condition, however they are compared', () => {
  for (const directive of [
    '#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 6, 0)',
    '#if (KERNEL_VERSION(5,6,0) <= LINUX_VERSION_CODE)',
    '#if !(LINUX_VERSION_CODE < \\\n KERNEL_VERSION(5,6,0))',
    '#if LINUX_VERSION_IS_GEQ(5, 6, 0)',
    '#if RTLNX_VER_MIN(5,6,0)',
  ]) {
    check(directive, ['version>=5.6.0'], ['!version>=5.6.0'])
  }
  check('#elif LINUX_VERSION_CODE <= KERNEL_VERSION(4,8,17)', ['!version>=4.8.18'], ['version>=4.8.18'])
})

test('all of an && hold, and one of an || at least', () => {
  check('#if defined(A) && (B > 2) && C', ['defined(A)', 'B>2', 'C'], ['!(defined(A) && B>2 && C)'])
  check('#if A || B && C', ['(A || (B && C))'], ['!A', '!(B && C)'])
})

test('a test of another kind is compared as it is written', () => {
  check(
    '#if RHEL_RELEASE_CODE >= RHEL_RELEASE_VERSION(8, 3)',
    ['RHEL_RELEASE_CODE>=RHEL_RELEASE_VERSION(8,3)'],
    ['!RHEL_RELEASE_CODE>=RHEL_RELEASE_VERSION(8,3)'],
  )
  check('#else', [], [])
})
