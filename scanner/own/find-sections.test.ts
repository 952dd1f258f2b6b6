import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSections } from './find-sections.ts'
import { parseMaintainers } from './parse-maintainers.ts'

/** Titles and depths; `patterns` are the lines of one section each, titled by their place: A, B, … */
function check(
  patterns: readonly string[],
  path: string,
  expected: readonly string[],
  { directories = [], doubleStar = false }: { directories?: readonly string[]; doubleStar?: boolean } = {},
): void {
  const text = patterns.map((lines, at) => `${String.fromCharCode(65 + at)}\n${lines}\n`).join('')
  const maintainers = parseMaintainers(text, { doubleStar })
  const matches = findSections(maintainers, path, (name) => directories.includes(name))
  expect(matches.map(({ section, depth }) => `${section.title} ${depth}`)).toEqual(expected)
}

test('a trailing slash means everything below', () => {
  check(['F: mm/', 'F: mm/kasan/', 'F: m/'], 'mm/kasan/init.c', ['B 2', 'A 1'])
})

test('a file matches itself', () => {
  check(['F: mm/gup.c', 'F: mm/gap.c'], 'mm/gup.c', ['A 2'])
})

test('a pattern is a prefix, there is no end anchor', () => {
  check(['F: mm/gup'], 'mm/gup_test.c', ['A 2'])
})

test('without a trailing slash the number of slashes must agree', () => {
  check(['F: drivers/net/*', 'F: drivers/net/e', 'F: drivers/*/*'], 'drivers/net/ethernet/main.c', [])
  check(['F: drivers/net/*', 'F: drivers/*'], 'drivers/net/tun.c', ['A 3'])
})

test('a star matches slashes too, where their number agrees', () => {
  check(['F: arch/*/kvm.c'], 'arch/x86/kvm.c', ['A 3'])
  check(['F: arch/*/*/kvm/'], 'arch/x86/include/asm/kvm/a.h', ['A 4'])
})

test('a directory needs no trailing slash', () => {
  check(['F: drivers/net'], 'drivers/net/tun.c', ['A 2'], { directories: ['drivers', 'drivers/net'] })
})

test('the name of a directory is no prefix of its neighbours', () => {
  check(['F: drivers/net'], 'drivers/netfilter.c', [], { directories: ['drivers/net'] })
  check(['F: drivers/net'], 'drivers/netfilter.c', ['A 2'])
})

test('a directory with a dot is not seen as one: the script asks for it with the dot escaped', () => {
  check(['F: lib/x.d'], 'lib/x.d/a.c', [], { directories: ['lib/x.d'] })
  check(['F: lib/x.d/'], 'lib/x.d/a.c', ['A 2'], { directories: ['lib/x.d'] })
  check(['F: lib/x.d'], 'lib/x.da', ['A 2'], { directories: ['lib/x.d'] })
})

test('a regex that reads like a directory gets its slash', () => {
  check(['F: lib/c+'], 'lib/ccc/a.c', ['A 2'], { directories: ['lib/c+'] })
  check(['F: lib/c+'], 'lib/ccc.c', [], { directories: ['lib/c+'] })
  check(['F: lib/c+'], 'lib/ccc.c', ['A 2'])
})

test('a directory is asked for only where the answer decides', () => {
  const maintainers = parseMaintainers('A\nF: mm\nF: mm/gup\nF: mm/gup.c\nF: mm/gup_test\nF: mm/g*\nF: fs\n', {
    doubleStar: true,
  })
  const asked: string[] = []
  findSections(maintainers, 'mm/gup.c', (name) => asked.push(name) < 0)
  expect(asked).toEqual(['mm/gup'])
})

test('brackets, alternatives and quantifiers are a live regex', () => {
  check(['F: mm/g[ua]p.c', 'F: mm/g[ao]p.c', 'F: mm/gu+p.c', 'F: mm/gx{0}up.c', 'F: mm/gux?p.c'], 'mm/gup.c', [
    'A 2',
    'C 2',
    'D 2',
  ])
})

test('an alternative is not anchored, as the script builds its regex', () => {
  check(['F: fs|gup.c/', 'F: x/|gup'], 'mm/gup.c', ['B 2'])
})

test('a dot is a dot, a question mark any character', () => {
  check(['F: mm/gup.c', 'F: mm/gup?c'], 'mm/gupxc', ['B 2'])
})

test('an excluded path is out, whatever else the section says', () => {
  check(
    ['F: drivers/\nX: drivers/net/', 'X: drivers/net\nF: drivers/net/tun.c', 'N: tun\nX: */*/t*'],
    'drivers/net/tun.c',
    [],
  )
  check(['F: drivers/\nX: drivers/net/*'], 'drivers/net/a/b.c', ['A 1'])
})

test('a name pattern is a regex anywhere in the path, of depth 0', () => {
  check(['N: tegra', 'N: [^a-z]tegra', 'N: ^tegra', 'F: drivers/'], 'drivers/clk/xtegra.c', ['D 1', 'A 0'])
})

test('a name pattern ignores its own white space and comments', () => {
  check(['N: te gra   # SoC', String.raw`N: te\ gra`, 'N: te[ ]gra', 'N: # all'], 'drivers/tegra.c', ['A 0', 'D 0'])
})

test('the depth is that of the last pattern that matches, not of the best', () => {
  check(['F: mm/gup.c\nF: mm/', 'F: mm/\nF: mm/gup.c', 'F: mm/gup.c\nN: gup', 'F: *\nF: */'], 'mm/gup.c', [
    'B 2',
    'A 1',
    'C 0',
    'D -1',
  ])
})

test('a pattern that starts with a star is the shallowest, THE REST as well as others', () => {
  check(['F: *\nF: */', 'F: */*/vexpress*', 'N: vexpress'], 'drivers/clk/vexpress.c', ['C 0', 'A -1', 'B -1'])
  check(['F: *\nF: */'], 'Makefile', ['A -1'])
})

test('sections of equal depth stay in the order of the file', () => {
  check(['F: mm/', 'F: m?/', 'F: mm/gup.c', 'F: [m]m/'], 'mm/gup.c', ['C 2', 'A 1', 'B 1', 'D 1'])
})

test('keywords are about content and own nothing', () => {
  check(['K: gup'], 'mm/gup.c', [])
})

test('an empty file pattern is a prefix of the files at the root', () => {
  check(['F:'], 'Makefile', ['A 1'], { directories: [''] })
  check(['F:'], 'mm/gup.c', [])
})

test('two stars are two stars for an old script', () => {
  check(['F: drivers/**/tun.c'], 'drivers/net/a/tun.c', [])
  check(['F: drivers/**/tun.c'], 'drivers/net/tun.c', ['A 3'])
})

test('two stars match at any depth for a newer script', () => {
  check(['F: drivers/**/tun.c', 'F: drivers/**'], 'drivers/net/a/tun.c', ['A 3', 'B 2'], { doubleStar: true })
  check(['F: drivers/**/*un?c', 'F: drivers/*/tun.c'], 'drivers/net/a/tun.c', ['A 3'], { doubleStar: true })
})

/** The script's loop, line by line, on the raw text. */
function findNaively(text: string, path: string, isDirectory: (name: string) => boolean): string[] {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, letter, value] = /^([A-Z]):\s*(.*)/.exec(line) ?? []
      if (value === undefined) return line
      if (letter !== 'F' && letter !== 'X') return `${letter}:${value}`
      const source = value.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')
      return `${letter}:${isDirectory(source) ? source.replace(/([^/])$/, '$1/') : source}`
    })
  const slashes = (of: string) => of.split('/').length - 1
  const matches = (pattern: string) =>
    new RegExp(`^${pattern}`).test(path) && (pattern.endsWith('/') || slashes(pattern) === slashes(path))
  const found: { title: string; depth: number }[] = []
  for (const [at, title] of lines.entries()) {
    if (/^[A-Z]:/.test(title)) continue
    const rest = lines.slice(at + 1)
    const length = rest.findIndex((line) => !/^[A-Z]:/.test(line))
    const entries = (length < 0 ? rest : rest.slice(0, length)).map((line) => ({
      letter: line.charAt(0),
      value: line.slice(2),
    }))
    if (entries.some(({ letter, value }) => letter === 'X' && matches(value))) continue
    let depth: number | null = null
    for (const { letter, value } of entries) {
      if (letter === 'F' && matches(value)) {
        depth = value.startsWith('.*') ? -1 : slashes(value) + (value.endsWith('/') ? 0 : 1)
      }
      if (letter === 'N' && new RegExp(value).test(path)) depth = 0
    }
    if (depth !== null) found.push({ title, depth })
  }
  return found.sort((a, b) => b.depth - a.depth).map(({ title, depth }) => `${title} ${depth}`)
}

test('the index finds what the loop of the script finds', () => {
  const name = fc.constantFrom('a', 'ab', 'b', 'a.c', 'ab.c', 'a.d', 'b+')
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
  const piece = fc.constantFrom('a', 'b', 'ab', '.c', '.d', '*', '?', '/', '/', 'a/', 'b+', '[ab]', 'b|a', '{1}', '(a)')
  const pattern = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  const entry = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(
        fc.constantFrom('F', 'F', 'F', 'X'),
        fc.oneof(
          path,
          path.map((at) => `${at}/`),
          pattern,
        ),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constant('N'), fc.constantFrom('a', '^a', 'c$', '[^b]a', 'b+/')) },
  )
  const section = fc.array(entry, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(
      fc.array(section, { minLength: 1, maxLength: 6 }),
      fc.array(path, { minLength: 1, maxLength: 8 }),
      (all, paths) => {
        const usable = all.map((entries) => entries.filter(([, value]) => isRegex(value)))
        const text = usable
          .map((entries, at) =>
            [`section ${at}`, ...entries.map(([letter, value]) => `${letter}: ${value}`)].join('\n'),
          )
          .join('\n')
        const directories = new Set(
          paths.flatMap((at) => at.split('/').map((_, end, names) => names.slice(0, end).join('/'))),
        )
        directories.delete('')
        const files = paths.filter((at) => !directories.has(at))
        const maintainers = parseMaintainers(text, { doubleStar: false })
        for (const file of files) {
          const found = findSections(maintainers, file, (at) => directories.has(at))
          expect(found.map(({ section: { title }, depth }) => `${title} ${depth}`)).toEqual(
            findNaively(text, file, (at) => directories.has(at)),
          )
        }
      },
    ),
    { numRuns: 2000 },
  )
})

function isRegex(glob: string): boolean {
  try {
    new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}`)
    return true
  } catch {
    return false
  }
}
