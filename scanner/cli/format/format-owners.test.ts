import { expect, test } from 'vitest'
import { formatOwnersNdjson, formatOwnersText, type PathOwners } from './format-owners.ts'
import { jason } from './sample-rows.ts'

const umem: PathOwners = {
  path: 'drivers/infiniband/core/umem.c',
  subsystems: ['INFINIBAND SUBSYSTEM', 'THE REST'],
  people: [jason, { name: 'Leon R. Reviewer', email: 'leon@example.org', role: 'reviewer' }],
}
const orphan: PathOwners = { path: 'orphan.c', subsystems: [], people: [] }

test('text lists sections in the order given, then addresses that a mail program takes', () => {
  expect(formatOwnersText([umem, orphan])).toBe(
    `drivers/infiniband/core/umem.c
  INFINIBAND SUBSYSTEM
  THE REST
  Jason Gunthorpe <jgg@nvidia.com> (maintainer)
  "Leon R. Reviewer" <leon@example.org> (reviewer)

orphan.c
  (no section)
  (no people)
`,
  )
})

test('NDJSON is one object a line with the keys of the contract', () => {
  expect([...formatOwnersNdjson([{ ...orphan, people: [{ role: 'reviewer', email: 'a@b', name: '' }] }])]).toEqual([
    '{"path":"orphan.c","subsystems":[],"people":[{"name":"","email":"a@b","role":"reviewer"}]}\n',
  ])
})
