import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileFindName } from '#scanner/compile-find-name.mjs'
import { prefilterNames } from '#scanner/model/catalogue/index.ts'
import { compilePrefilter } from './compile-prefilter.ts'

/** Every position that a search of all of a text comes to, one behind the other. */
function searchFor(names: readonly string[]): (text: string) => readonly number[] {
  const { arena, find } = compilePrefilter(names)
  return (text) => {
    arena.grow(text.length)
    arena.bytes().write(text, 'latin1')
    const found: number[] = []
    for (let at = find(0, text.length); at >= 0; at = find(at + 1, text.length)) found.push(at)
    return found
  }
}

test('the module is compiled from its source', async () => {
  expect(readFileSync(new URL('find-name-module.ts', import.meta.url), 'utf8')).toBe(await compileFindName())
})

test('every name of the catalogue is found alone, at each place of sixteen, at the end and among its like', () => {
  const search = searchFor(prefilterNames)
  for (const name of prefilterNames) {
    for (let before = 0; before < 17; before++) {
      const text = `${' '.repeat(before)}${name}`
      const [at = -1] = search(text)
      expect(at, text).toBeGreaterThanOrEqual(before)
      expect(at, text).toBeLessThan(text.length)
    }
    const searchOne = searchFor([name])
    expect(searchOne(name.slice(1)), name).toEqual([])
    expect(searchOne(name.slice(0, -1)), name).toEqual([])
  }
})

test('a text is told to name something just where it does', () => {
  const piece = fc.oneof(fc.constantFrom('pin_user_pages', 'put_pag', 'e', '_', 'user', 'MapIt', 'map'), fc.string())
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('').replace(/[^\0-\xff]/g, '?'))
  const names = ['pin_user_pages', 'put_page', 'user_page', 'MapIt', 'map']
  const search = searchFor(names)
  fc.assert(
    fc.property(text, (source) => {
      expect(search(source).length > 0).toBe(names.some((name) => source.includes(name)))
    }),
  )
})

test('a name stands whole between the two positions or is not found', () => {
  const { arena, find } = compilePrefilter(['put_page'])
  const text = 'put_page(a); put_page(b);'
  arena.grow(text.length)
  arena.bytes().write(text, 'latin1')
  expect(find(1, text.length)).toBeGreaterThanOrEqual(13)
  expect(find(1, 20)).toBe(-1)
  expect(find(0, 8)).toBeGreaterThanOrEqual(0)
  expect(find(0, 7)).toBe(-1)
})

test('what was written before the arena grows is there afterwards', () => {
  const { arena, find } = compilePrefilter(['put_page'])
  arena.grow(100)
  arena.bytes().write('put_page', 0, 'latin1')
  arena.grow(10_000_000)
  expect(arena.bytes().length).toBeGreaterThanOrEqual(10_000_000)
  expect(find(0, 100)).toBeGreaterThanOrEqual(0)
})

test('a name too short to search for is named', () => {
  expect(() => compilePrefilter(['ok_name', 'xy'])).toThrow(/^xy: /)
})
