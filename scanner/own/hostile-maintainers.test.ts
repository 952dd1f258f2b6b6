import { expect, test } from 'vitest'
import { findSections } from './find-sections.ts'
import { parseMaintainers } from './parse-maintainers.ts'

/** Each made a matcher that tries every way of matching run for longer than anybody waits. */
const path = `drivers/${'a'.repeat(4000)}/b!`

function titlesOf(entries: readonly string[]): readonly string[] {
  const text = entries.map((entry, at) => `SECTION ${at}\n${entry}\n`).join('\n')
  const maintainers = parseMaintainers(text, { doubleStar: true })
  return findSections(maintainers, path, () => false).map(({ section }) => section.title)
}

test.each([
  ['nested repetition', 'N: (a+)+$'],
  ['alternatives that overlap', 'N: (a|a|aa)+c$'],
  ['repetition of what may be empty', 'N: a(a*)*c$'],
  ['many stars', `F: drivers/${'*a'.repeat(13)}*/c`],
  ['many double stars', `F: drivers/${'**a'.repeat(13)}**c`],
  ['stars beside an expression', `F: drivers/${'*a'.repeat(13)}*[c]`],
  ['a repetition of repetitions in a file pattern', 'F: drivers/(a+)+/c'],
])('%s is matched in linear time', (_what, entry) => {
  expect(titlesOf([entry, 'F: drivers/'])).toEqual(['SECTION 1'])
})

test.each([
  ['look-around', 'N: (?=a)a'],
  ['a back-reference', String.raw`N: (a)\1`],
  ['a pattern longer than any', `N: ${'a'.repeat(513)}`],
  ['a glob longer than any', `F: drivers/${'a'.repeat(600)}`],
  ['a count beyond reason', 'N: ((a{100}){100}){100}'],
])('%s matches nothing, and is counted', (_what, entry) => {
  const { problems } = parseMaintainers(`SECTION\n${entry}\n`, { doubleStar: true })
  expect(problems).toEqual([{ kind: 'invalid-pattern', line: 2 }])
  expect(titlesOf([entry, 'F: drivers/'])).toEqual(['SECTION 1'])
})

test.each([
  ['at signs', `M: <${'@'.repeat(200_000)}`],
  ['commas', `M: ${'a@b,'.repeat(50_000)}<`],
])('an address of many %s is none, and is counted', (_what, entry) => {
  const { problems, sections } = parseMaintainers(`SECTION\n${entry}\n`, { doubleStar: true })
  expect(problems).toEqual([{ kind: 'invalid-address', line: 2 }])
  expect(sections[0]?.people).toEqual([])
})

test('of a title without end the beginning stays, and is counted; such a person is none', () => {
  const text = `${'T'.repeat(2_000_000)}\nM: ${'n'.repeat(2_000_000)} <a@b.org>\nM: Ann <a@b.org>\nS: ${'s'.repeat(2_000_000)}\n`
  const { problems, sections } = parseMaintainers(text, { doubleStar: true })
  expect(problems).toEqual([
    { kind: 'title-too-long', line: 1 },
    { kind: 'invalid-address', line: 2 },
  ])
  const [section] = sections
  expect(section?.title).toBe(`${'T'.repeat(1000)}…`)
  expect(section?.people.map(({ name }) => name)).toEqual(['Ann'])
  expect(section?.status).toHaveLength(1000)
})

test('stars are matched as the script matches them', () => {
  const fits = (glob: string, asked: string) => {
    const maintainers = parseMaintainers(`SECTION\nF: ${glob}\n`, { doubleStar: false })
    return findSections(maintainers, asked, () => false).length === 1
  }
  expect(fits('mm/g*p.c', 'mm/gup.c')).toBe(true)
  expect(fits('mm/g*p.c', 'mm/gap_gup.c')).toBe(true)
  expect(fits('mm/g*p', 'mm/gup_test.c')).toBe(true)
  expect(fits('mm/?up*', 'mm/gup.c')).toBe(true)
  expect(fits('mm/??up', 'mm/gup')).toBe(false)
  expect(fits('mm/*x*', 'mm/gup.c')).toBe(false)
  // no dot of a pattern is any character
  expect(fits('mm/*.c', 'mm/gupxc')).toBe(false)
})
