import { expect, test } from 'vitest'
import { z } from 'zod'
import { limitField } from './fields.ts'
import { parseQuery } from './parse-query.ts'

const schema = z.strictObject({
  kind: z.array(z.enum(['a', 'b'], 'kind: it is a or b.')).optional(),
  limit: limitField,
})
const parse = (query: string) => parseQuery(schema, new URLSearchParams(query))

test('a parameter that may be repeated is a list, another a value', () => {
  expect(parse('kind=a&kind=b&limit=5')).toEqual({ kind: 'parsed', query: { kind: ['a', 'b'], limit: 5 } })
  expect(parse('')).toEqual({ kind: 'parsed', query: { limit: 100 } })
})

test.each([
  ['kind=c', 'kind', 'kind: it is a or b.'],
  ['limit=0', 'limit', 'limit: it is a number from 1 to 1000.'],
  ['limit=x', 'limit', 'limit: it is a number from 1 to 1000.'],
  ['limit=1&limit=2', 'limit', 'limit may be given once.'],
  ['sort=x', 'sort', 'There is no parameter "sort"; there are kind, limit.'],
  ['__proto__=x', '__proto__', 'There is no parameter "__proto__"; there are kind, limit.'],
  ['toString=x', 'toString', 'There is no parameter "toString"; there are kind, limit.'],
])('%s is told', (query, pointer, detail) => {
  expect(parse(query)).toEqual({ kind: 'wrong', errors: [{ pointer, detail }] })
})
