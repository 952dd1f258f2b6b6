import { expect, test } from 'vitest'
import type { SiteRow } from '#scanner/model/site.ts'
import { formatNdjson } from './format-ndjson.ts'
import { samplePair, sampleRow, sampleRows } from './sample-rows.ts'

const reversed = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).reverse()) as T

test('the line of a row is the contract, key for key', () => {
  const row: SiteRow = sampleRow({ via: [{ path: 'v.c', line: 3, function: null }] })
  expect([...formatNdjson([row])]).toEqual([
    '{"v":1,"id":"00112233445566aa","path":"drivers/infiniband/core/umem.c","line":213,"column":12,' +
      '"function":"ib_umem_get","ordinal":1,"api":"pin_user_pages_fast","role":"acquire","family":"pin",' +
      '"class":"page-array","target":null,"status":"converted","reason":"pinned-and-unpinned","case":2,"longterm":true,' +
      '"findings":[],"pairs":[{"id":"8899aabbccddeeff","path":"drivers/infiniband/core/umem.c","line":63,' +
      '"function":"__ib_umem_release","api":"unpin_user_page_range_dirty_lock","rule":"same-function","grade":"certain"}],' +
      '"via":[{"path":"v.c","line":3,"function":null}],"subsystem":"INFINIBAND SUBSYSTEM",' +
      '"subsystems":["INFINIBAND SUBSYSTEM","THE REST"],' +
      '"maintainers":[{"name":"Jason Gunthorpe","email":"jgg@nvidia.com","role":"maintainer"}]}\n',
  ])
})

test('keys have the order of the contract, whatever order the row was made in', () => {
  const row = sampleRow({ via: [{ path: 'v.c', line: 3, function: null }] })
  const shuffled = reversed({
    ...row,
    pairs: [reversed(samplePair())],
    via: row.via.map(reversed),
    maintainers: row.maintainers.map(reversed),
  })
  expect([...formatNdjson([shuffled])]).toEqual([...formatNdjson([row])])
})

test('every row is one line that parses to the row', () => {
  const rows = [...sampleRows(), sampleRow({ function: 'a\nb\u2028' })]
  const lines = [...formatNdjson(rows)]
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(rows)
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true)
})

test('what moves the cursor of a terminal is written as an escape of JSON, and read as it was', () => {
  const row = sampleRow({ path: 'a\u001b[2J\u009b31m\u202e\u2028.c' })
  const [line = ''] = [...formatNdjson([row])]
  expect(line).toContain('a\\u001b[2J\\u009b31m\\u202e\\u2028.c')
  expect(JSON.parse(line)).toMatchObject({ path: row.path })
})
