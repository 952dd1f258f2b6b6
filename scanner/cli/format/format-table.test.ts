import pc from 'picocolors'
import { describe, expect, test } from 'vitest'
import { formatTable } from './format-table.ts'
import { samplePair, sampleRow, sampleRows } from './sample-rows.ts'

const plain = pc.createColors(false)
const colored = pc.createColors(true)
const linesOf = (table: string): readonly string[] => table.replace(/\n$/, '').split('\n')

test('an empty list says so in one line', () => {
  expect(formatTable([], { colors: plain, width: 80 })).toBe('No sites match.\n')
  expect(formatTable([], { colors: plain, width: null })).toBe('No sites match.\n')
})

describe.each([80, 120, 200])('at %i columns', (width) => {
  const table = formatTable(sampleRows(), { colors: plain, width })

  test('no line is wider than the terminal', () => {
    expect(linesOf(table).filter((line) => line.length > width)).toEqual([])
  })

  test('each site begins a line with path:line, whole', () => {
    for (const row of sampleRows()) {
      const place = `${row.path}:${row.line}`
      expect(linesOf(table).filter((line) => line === place || line.startsWith(`${place} `))).toHaveLength(1)
    }
  })

  test('each status and call is whole, and statuses stand in one column', () => {
    const columns = new Set<number>()
    const lines = linesOf(table)
    for (const row of sampleRows()) {
      const index = lines.findIndex((line) => line.split(' ')[0] === `${row.path}:${row.line}`)
      const told = lines.slice(index, index + 2).find((line) => line.includes(` ${row.status}  `))
      expect(told).toContain(row.api)
      columns.add(told?.indexOf(` ${row.status}  `) ?? -1)
    }
    expect([...columns]).toHaveLength(1)
  })

  test('the certainty of a pair is not cut off', () => {
    expect(table).toContain('arch/x86/kvm/svm/sev.c:412 possible')
  })

  test('colour does not change the text', () => {
    const withColor = formatTable(sampleRows(), { colors: colored, width })
    expect(withColor).not.toBe(table)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of it.
    expect(withColor.replace(/\u001b\[\d+m/g, '')).toBe(table)
  })
})

test('a narrow terminal names a subsystem once above the sites that share it', () => {
  const table = formatTable(sampleRows(), { colors: plain, width: 80 })
  expect(table.split('INFINIBAND SUBSYSTEM')).toHaveLength(2)
  expect(table).toContain(
    [
      'CEPH DISTRIBUTED FILE SYSTEM CLIENT (CEPH)',
      'fs/ceph/file.c:95  __iter_get_bvecs',
      '    unconverted  iov_iter_get_pages2  -> put_page :166 likely',
      'fs/ceph/file.c:166  put_bvecs',
      '    unconverted  put_page  <- iov_iter_get_pages2 :95 likely',
      '',
    ].join('\n'),
  )
})

test('a function that does not fit beside its path is told with the call', () => {
  const row = sampleRow({ path: `${'d'.repeat(50)}.c`, function: 'f'.repeat(30) })
  expect(linesOf(formatTable([row], { colors: plain, width: 80 })).slice(1, 3)).toEqual([
    `${'d'.repeat(50)}.c:213`,
    `    converted    pin_user_pages_fast in ${'f'.repeat(30)}`,
  ])
})

test('a path longer than its column stands on a line of its own in a wide table', () => {
  const row = sampleRow({ path: `drivers/${'d'.repeat(60)}.c` })
  const lines = linesOf(formatTable([sampleRow(), row], { colors: plain, width: 200 }))
  expect(lines[2]).toBe(`drivers/${'d'.repeat(60)}.c:213`)
  expect(lines[3]?.indexOf('converted')).toBe(lines[1]?.indexOf('converted'))
})

describe('when piped', () => {
  const lines = linesOf(formatTable(sampleRows(), { colors: plain, width: null }))

  test('there is one line a site and no header', () => {
    expect(lines).toHaveLength(sampleRows().length)
  })

  test('a line begins as compilers write places and holds everything uncut', () => {
    for (const [index, row] of sampleRows().entries()) {
      const line = lines[index] ?? ''
      expect(line.startsWith(`${row.path}:${row.line}: `)).toBe(true)
      for (const text of [row.status, row.api, row.function ?? '(no function)', row.subsystem ?? '(no subsystem)']) {
        expect(line).toContain(text)
      }
      for (const end of row.status === 'exempt' ? [] : row.pairs) expect(line).toContain(`:${end.line}`)
      expect(line).not.toContain('…')
    }
  })
})

test('a mismatched site shows the release that crosses, and its findings', () => {
  const row = sampleRow({
    status: 'mismatched',
    reason: 'pinned-but-put',
    findings: ['dirty-unlocked'],
    pairs: [samplePair({ line: 344, api: 'put_page' })],
  })
  expect(formatTable([row], { colors: plain, width: null })).toContain('-> put_page :344; ! dirty-unlocked')
})

test('an exempt site shows why instead of its pairs', () => {
  const table = formatTable([sampleRow({ status: 'exempt', reason: 'case-3' })], { colors: plain, width: null })
  expect(table).toContain('case 3: MMU notifier')
  expect(table).not.toContain(':63')
})

test('an escape sequence or a line break in a path cannot reach the terminal', () => {
  const row = sampleRow({ path: 'a\u001b[2J\n.c', function: 'f\u009b', subsystem: 'X\u202e' })
  for (const width of [80, 200, null]) {
    const table = formatTable([row], { colors: plain, width })
    expect(table).toContain('a\\u001b[2J\\u000a.c:213')
    expect(table).not.toMatch(/[\u009b\u202e]/)
  }
})
