import { expect, test } from 'vitest'
import { parseMaintainers } from './parse-maintainers.ts'

/** Sections as `[title, 'F:pattern', …]`. */
function check(text: string, expected: readonly (readonly string[])[]): void {
  const { sections } = parseMaintainers(text, { doubleStar: true })
  expect(
    sections.map((section) => [section.title, ...section.patterns.map((at) => `${at.letter}:${at.text}`)]),
  ).toEqual(expected)
}

test('a section is a title line and the entries below', () => {
  check('VFIO\nF:\tdrivers/vfio/\nX:\tdrivers/vfio/pci/\nN:\tvfio\n\nXEN\nF:\tdrivers/xen/\n', [
    ['VFIO', 'F:drivers/vfio/', 'X:drivers/vfio/pci/', 'N:vfio'],
    ['XEN', 'F:drivers/xen/'],
  ])
})

test('prose before the first section is not a section, nor are its indented entries', () => {
  check('List of maintainers\n===\n\n\tF: *Files* of it\n\nVFIO\nF:\tdrivers/vfio/\n', [['VFIO', 'F:drivers/vfio/']])
})

test('of several lines before the entries the last is the title', () => {
  check('a remark\nVFIO\nF: a\n', [['VFIO', 'F:a']])
})

test('blank lines and comments do not end a section', () => {
  check('VFIO\nF: a\n\n  \n# F: b\n  # more\nF: c\n', [['VFIO', 'F:a', 'F:c']])
})

test('any other line ends a section, even an indented one', () => {
  check('VFIO\nF: a\n\tF: b\nF: c\n', [
    ['VFIO', 'F:a'],
    ['\tF: b', 'F:c'],
  ])
})

test('two sections of one title stay two', () => {
  check('VFIO\nF: a\n\nVFIO\nF: b\n', [
    ['VFIO', 'F:a'],
    ['VFIO', 'F:b'],
  ])
})

test('white space is cut before a value, kept behind', () => {
  check('VFIO\nF:a \nF:\t b\n', [['VFIO', 'F:a ', 'F:b']])
})

test('a file that starts with an entry has that line as title, its pattern counts', () => {
  check('F: a\nF: b\n', [['F: a', 'F:a', 'F:b']])
  expect(parseMaintainers('M: jo@example.org\nF: b\n', { doubleStar: true }).sections[0]?.people).toEqual([])
})

test('the last line needs no newline', () => {
  check('VFIO\nF: a', [['VFIO', 'F:a']])
})

test('people, status and lists are read, other letters are not', () => {
  const text =
    'VFIO\nM: Jo <jo@example.org>\nR: wu@example.org\nL: kvm@example.org (moderated for non-subscribers)\nS: Odd Fixes\nS: Supported\nT: git x\nK: vfio\n'
  const [section] = parseMaintainers(text, { doubleStar: true }).sections
  expect(section).toEqual({
    title: 'VFIO',
    people: [
      { name: 'Jo', email: 'jo@example.org', role: 'maintainer' },
      { name: '', email: 'wu@example.org', role: 'reviewer' },
    ],
    status: 'Supported',
    lists: ['kvm@example.org'],
    patterns: [],
  })
})

test('what cannot be used is left out and told with its line', () => {
  const text = 'VFIO\nM: nobody\nF: a(\nF: b\nN: [\nN:\nX: c++\nN: [[:alpha:]]\nF: d\\Z\nF: d\\a\n'
  check(text, [['VFIO', 'F:b']])
  expect(parseMaintainers(text, { doubleStar: true }).problems).toEqual([
    { kind: 'invalid-address', line: 2 },
    ...[3, 5, 6, 7, 8, 9, 10].map((line) => ({ kind: 'invalid-pattern', line })),
  ])
})

test('garbage is no error', () => {
  check('', [])
  check('\0\u{1f427}\r\n<html>\n', [])
  check('A:', [['A:']])
})
