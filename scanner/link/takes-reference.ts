import { valueKey } from '#scanner/model/value-key.ts'
import type { TracedFunction } from './trace-sites.ts'

/** Helpers that take a reference of their own: a plain release behind one may belong to it, and not to a gup. */
const names: ReadonlySet<string> = new Set([
  'get_page',
  'try_get_page',
  'folio_get',
  'folio_try_get',
  'folio_ref_add',
  'page_ref_add',
])

export function takesReference(callee: string): boolean {
  return names.has(callee)
}

/** Values that the function itself takes a reference on. */
export function referencedKeys({ facts, file, aliases }: TracedFunction): ReadonlySet<string> {
  const blob = file.facts
  const keys = new Set<string>()
  for (const { callee, function: inside, arguments: given } of blob.helpers) {
    if (!takesReference(callee) || blob.functions[inside ?? -1] !== facts) continue
    const path = given[0]?.path ?? null
    const key = path === null ? null : valueKey(path)
    if (key !== null) keys.add(aliases.find(key))
  }
  return keys
}
