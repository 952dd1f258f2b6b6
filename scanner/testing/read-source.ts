import { noWrappers } from '#scanner/model/catalogue/index.ts'
import type { BlobFacts } from '#scanner/model/facts.ts'
import { transfers } from '#scanner/model/transfers.ts'
import { readFacts } from '#scanner/read/read-facts.ts'

/** Names that reading is told to look for in tests; what they mean is the catalogue's affair. */
const telling = [
  'get_user_pages',
  'get_user_pages_fast',
  'get_dump_page',
  'pin_user_pages_fast',
  'unpin_user_page',
  'unpin_user_pages',
]
const names = {
  rows: new Set([...telling, 'put_page']),
  telling: new Set(telling),
  values: new Set(telling.filter((name) => name.startsWith('get'))),
  helpers: new Set(['set_page_dirty', 'get_page', 'lock_page']),
  transfers,
  wrappers: noWrappers,
}

export function readSource(source: string | Buffer): BlobFacts {
  return readFacts(typeof source === 'string' ? Buffer.from(source) : source, names)
}

/** Calls as `line:column function api#ordinal`, the function `-` outside any. */
export function listCalls(facts: BlobFacts): readonly string[] {
  return facts.calls.map(({ line, column, callee, ordinal, function: inside }) => {
    const name = inside === null ? '-' : (facts.functions[inside]?.name ?? '?')
    return `${line}:${column} ${name} ${callee}#${ordinal}`
  })
}
