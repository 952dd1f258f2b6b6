import { expect, test } from 'vitest'
import { type SearchEntry, searchIndex } from './search-index.ts'

const file = (path: string): SearchEntry => ({ target: { kind: 'file', path, sites: 1 }, name: path, more: '' })
const person = (name: string, email: string): SearchEntry => ({
  target: { kind: 'person', name, email },
  name: name.toLowerCase(),
  more: email,
})
const index = [
  file('drivers/gpu/drm/rain.c'),
  file('drivers/rain/main.c'),
  file('net/train.c'),
  person('Ada Rain', 'ada@example.org'),
  person('Rainer Wolf', 'wolf@example.org'),
]
const find = (text: string, perKind = 10) =>
  searchIndex(index, text, perKind).map(({ kind, targets, total }) => [
    kind,
    total,
    ...targets.map((target) => ('path' in target ? target.path : 'email' in target ? target.email : '')),
  ])

test('what begins with a word comes before what holds it somewhere', () => {
  expect(find('rain')).toEqual([
    ['person', 2, 'wolf@example.org', 'ada@example.org'],
    ['file', 3, 'drivers/gpu/drm/rain.c', 'drivers/rain/main.c', 'net/train.c'],
  ])
})

test('every word has to be there, in any order and any case', () => {
  expect(find('C DRM')).toEqual([['file', 1, 'drivers/gpu/drm/rain.c']])
  expect(find('wolf@ rain')).toEqual([['person', 1, 'wolf@example.org']])
  expect(find('drm nothing')).toEqual([])
})

test('nothing typed finds nothing, and a limit is one for each kind', () => {
  expect(find('  ')).toEqual([])
  expect(find('rain', 1)).toEqual([
    ['person', 2, 'wolf@example.org'],
    ['file', 3, 'drivers/gpu/drm/rain.c'],
  ])
})
