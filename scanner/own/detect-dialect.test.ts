import { expect, test } from 'vitest'
import { detectDialect } from './detect-dialect.ts'

function check(scriptText: string | null, doubleStar: boolean): void {
  expect(detectDialect(scriptText)).toEqual({ doubleStar })
}

test('a script that converts stars one by one knows no double star', () => {
  check(String.raw`$value =~ s/\*/\.\*/g;       ##Convert * to .*`, false)
})

test('a script that mentions the regex of a double star knows it', () => {
  check(String.raw`$value =~ s/\x00/(?:.*)/g;   ##Convert placeholder to (?:.*)`, true)
})

test('without a script the newest one is assumed', () => {
  check(null, true)
})
