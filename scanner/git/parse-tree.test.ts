import { expect, test } from 'vitest'
import { parseTree } from './parse-tree.ts'

const entry = (mode: string, name: string | Buffer, oidBytes = 20): Buffer =>
  Buffer.concat([Buffer.from(`${mode} `), Buffer.from(name as string), Buffer.from([0]), Buffer.alloc(oidBytes, 0xab)])

test('entries have a name, a kind and an id', () => {
  const tree = Buffer.concat([
    entry('100644', 'a.c'),
    entry('100755', 'run.sh'),
    entry('120000', 'link.h'),
    entry('160000', 'module'),
    entry('40000', 'drivers'),
  ])
  expect(parseTree(tree, 20).map(({ name, kind }) => [name, kind])).toEqual([
    ['a.c', 'file'],
    ['run.sh', 'file'],
    ['link.h', 'symlink'],
    ['module', 'submodule'],
    ['drivers', 'directory'],
  ])
  expect(parseTree(tree, 20)[0]?.oid).toBe('ab'.repeat(20))
})

test('ids of SHA-256 are longer', () => {
  const tree = Buffer.concat([entry('100644', 'a.c', 32), entry('40000', 'b', 32)])
  expect(parseTree(tree, 32).map(({ oid }) => oid.length)).toEqual([64, 64])
})

test('the zero-padded directory mode of old programs is a directory', () => {
  expect(parseTree(entry('040000', 'drivers'), 20)[0]?.kind).toBe('directory')
})

test('names keep spaces, quotes, line breaks and leading dashes', () => {
  const names = ['a b.c', 'it\'s "x".c', 'line\nbreak.c', '--output=x.c', 'grün.c']
  const tree = Buffer.concat(names.map((name) => entry('100644', name)))
  expect(parseTree(tree, 20).map(({ name }) => name)).toEqual(names)
})

test('an id may hold any byte, blanks and NUL among them', () => {
  const oid = Buffer.from(Array.from({ length: 20 }, (_unused, index) => (index % 2 === 0 ? 0 : 32)))
  const tree = Buffer.concat([Buffer.from('100644 a.c\0'), oid, entry('100644', 'b.c')])
  expect(parseTree(tree, 20).map(({ name }) => name)).toEqual(['a.c', 'b.c'])
})

test('an empty tree has no entries', () => {
  expect(parseTree(Buffer.alloc(0), 20)).toEqual([])
})

test('a tree cut short anywhere but between entries is an error, never fewer entries', () => {
  const whole = Buffer.concat([entry('100644', 'a.c'), entry('40000', 'drivers')])
  const between = entry('100644', 'a.c').length
  for (let length = 1; length < whole.length; length++) {
    if (length === between) continue
    expect(() => parseTree(whole.subarray(0, length), 20), `${length} bytes`).toThrowError(/cut short.*git fsck/)
  }
})

test('names that are not UTF-8 stay apart', () => {
  const entry = (name: number[]) => Buffer.concat([Buffer.from('100644 '), Buffer.from(name), Buffer.alloc(21)])
  expect(parseTree(Buffer.concat([entry([0xff, 0xfe]), entry([0xfe, 0xff])]), 20).map(({ name }) => name)).toEqual([
    '\\377\\376',
    '\\376\\377',
  ])
})
