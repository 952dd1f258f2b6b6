import fc from 'fast-check'
import { type FuzzRequest, toQuery } from './api-requests.ts'
import { nonsense } from './nonsense.ts'

const fields = [
  'sites',
  'person',
  'note',
  'due',
  'verdict',
  'case',
  'reason',
  'text',
  'link',
  'state',
  'name',
  'key',
  'other',
]

/** A body that is nearly right: fields that are known, with nonsense in them. */
const bodies = fc
  .array(
    fc.tuple(
      fc.constantFrom(...fields),
      fc.oneof(nonsense, fc.integer(), fc.constant(null), fc.array(nonsense, { maxLength: 3 })),
    ),
    {
      maxLength: 5,
    },
  )
  .map((pairs) => JSON.stringify(Object.fromEntries(pairs)))

/** The same request by somebody who may write, with the key of a token: every second one, some with a body that is nearly right. */
export function asWriter(requests: fc.Arbitrary<FuzzRequest>, token: string): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(requests, fc.boolean(), fc.boolean(), fc.nat(), bodies)
    .map(([asked, isWriter, isNearly, key, body]) => {
      if (!isWriter) return asked
      const headers = { ...asked.headers, authorization: `Bearer ${token}` }
      if (asked.body === undefined) return { ...asked, headers }
      return { ...asked, headers: { ...headers, 'idempotency-key': `fuzz-${key}` }, body: isNearly ? body : asked.body }
    })
}

/** Forms of pages, sent by a browser of this very server, with nonsense in fields and in what names the act. */
export function formRequests(pages: fc.Arbitrary<FuzzRequest>, base: string): fc.Arbitrary<FuzzRequest> {
  const act = fc.oneof(fc.constantFrom('$ACTION_ID_', '$ACTION_REF_1', '$ACTION_1:0', '$ACTION_KEY'), nonsense)
  const pairs = fc.array(fc.tuple(fc.oneof(act, fc.constantFrom(...fields)), nonsense), { maxLength: 5 })
  return fc.tuple(pages, pairs, fc.option(nonsense)).map(([{ path }, form, next]) => {
    const id = next?.replace(/[^\x21-\x7e]/gu, '') ?? ''
    return {
      method: 'POST',
      path,
      headers: {
        origin: new URL(base).origin,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        ...(id === '' ? {} : { 'next-action': id }),
      },
      body: toQuery(form).slice(1),
    }
  })
}
