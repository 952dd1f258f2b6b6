import { expect, test } from 'vitest'
import { importedFilesMin, isImport } from './is-import.ts'

const version = (sublevel: number, extra = '') =>
  `# SPDX-License-Identifier: GPL-2.0\nVERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = ${sublevel}\nEXTRAVERSION =${extra}\nNAME = x\n`

test.each([
  ['the commit of a release', 1, version(1), version(2), false],
  ['the commit of a candidate', 1, version(0, ' -rc1'), version(0, ' -rc2'), false],
  ['a point release as one commit', 240, version(170), version(171), true],
  ['a candidate as one commit', 2, version(0, ' -rc1'), version(0, ' -rc2'), true],
  ['the first commit of a tarball', 2, null, version(0), true],
  ['a change of the top Makefile and others', 40, version(1), `${version(1)}\nKBUILD_CFLAGS += -Wall\n`, false],
  ['a Makefile without a version', 3, 'all:\n', 'all: x\n', false],
])('%s', (_, files, before, after, expected) => {
  expect(isImport({ files, makefile: { before, after } })).toBe(expected)
})

test('more files than a commit that somebody wrote are an import, whatever the version', () => {
  expect(isImport({ files: importedFilesMin, makefile: null })).toBe(false)
  expect(isImport({ files: importedFilesMin + 1, makefile: null })).toBe(true)
})
