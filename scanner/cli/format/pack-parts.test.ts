import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packParts } from './pack-parts.ts'

test('parts share a line as long as it is wide enough', () => {
  expect(packParts(['aa', 'bb', 'cc'], { width: 6, gap: '  ' })).toEqual(['aa  bb', 'cc'])
})

test('a part longer than a line is broken at its spaces', () => {
  expect(packParts(['x', 'aaa bbb ccc'], { width: 7, gap: '  ' })).toEqual(['x', 'aaa bbb', 'ccc'])
})

test('no word is lost, and only a word that is too long makes a line too long', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/)
  const part = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(fc.array(part), fc.integer({ min: 4, max: 30 }), (parts, width) => {
      const lines = packParts(parts, { width, gap: '  ' })
      expect(lines.join(' ').split(/ +/)).toEqual(parts.join(' ').split(' '))
      for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true)
    }),
  )
})
